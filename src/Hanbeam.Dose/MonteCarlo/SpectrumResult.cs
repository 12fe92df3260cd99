using Hanbeam.Physics.Ions;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Fluence over planes of a slab, per primary: ions that cross, each with 1/|cos| of its angle.</summary>
public sealed class SpectrumResult
{
    private readonly int rings;
    private readonly int planes;

    internal SpectrumResult(SpectrumScoring scoring, IReadOnlyList<Ion> species, double[] edges, float[] ions)
    {
        (Species, EnergyEdgesMeVPerU, IonsPerPrimary) = (species, edges, ions);
        (planes, rings) = (scoring.Planes.Count, scoring.RingEdgesMm.Count - 1);
    }

    /// <summary>The species.</summary>
    public IReadOnlyList<Ion> Species { get; }

    /// <summary>Edges of the energy bins, MeV/u.</summary>
    public double[] EnergyEdgesMeVPerU { get; }

    /// <summary>Ions per primary: index [((species · planes + plane) · rings + ring) · bins + bin]. An ion between two bins' centres is shared as in <see cref="BeamModels.FluenceSpectra"/>.</summary>
    public float[] IonsPerPrimary { get; }

    /// <summary>The spectrum of a species at a plane in a ring.</summary>
    /// <param name="species">Index of the species.</param>
    /// <param name="plane">Index among the planes asked for.</param>
    /// <param name="ring">Index of the ring.</param>
    public ReadOnlySpan<float> Of(int species, int plane, int ring)
    {
        var bins = EnergyEdgesMeVPerU.Length - 1;
        return IonsPerPrimary.AsSpan(((species * planes + plane) * rings + ring) * bins, bins);
    }
}
