using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Scattering;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels.Specs;

/// <summary>Spot size in air from optics and scatterers.</summary>
public static class SpotOptics
{
    /// <summary>Positions at which the spot of a built machine is tabulated, Zg in mm.</summary>
    public static IReadOnlyList<double> PositionsZgMm { get; } = [650, 500, 400, 300, 200, 100, 0, -100, -200, -300];

    /// <summary>
    /// Sigma in air, mm: the vacuum beam plus, for each scatterer of length l whose end lies g upstream, θ²·(l²/3 + l·g + g²) with Highland's angle θ of the whole
    /// slab [Highland1975, Gottschalk1993]: even scattering over l, free flight over g. Energy loss in the slabs is neglected (3 mm of water take 2 % of
    /// 430 and 10 % of 56 MeV/u).
    /// </summary>
    /// <param name="optics">The beam.</param>
    /// <param name="axis">Its x or y.</param>
    /// <param name="ion">The ion.</param>
    /// <param name="energyMeVPerU">Energy, MeV/u.</param>
    /// <param name="zgMm">Position, Zg in mm.</param>
    public static double SigmaMm(BeamOptics optics, OpticsAxis axis, Ion ion, double energyMeVPerU, double zgMm)
    {
        var drift = axis.DivergenceRad * (zgMm - axis.WaistZgMm);
        var variance = axis.WaistSigmaMm * axis.WaistSigmaMm + drift * drift;
        foreach (var slab in optics.Scatterers) variance += Scatter(slab, ion, energyMeVPerU, zgMm);
        return Math.Sqrt(variance);
    }

    private static double Scatter(NozzleSlab slab, Ion ion, double energyMeVPerU, double zgMm)
    {
        var length = Math.Min(slab.ThicknessMm, slab.UpstreamFaceToIsocenterMm - zgMm);
        if (length <= 0) return 0;
        var gap = Math.Max(0, slab.UpstreamFaceToIsocenterMm - slab.ThicknessMm - zgMm);
        var material = MaterialLibrary.Find(slab.Material);
        var angle = FermiEyges.ThinLayerAngleRad(ion, energyMeVPerU, 0.1 * length * material.DensityGPerCm3 / material.RadiationLengthGPerCm2);
        return angle * angle * (length * length / 3 + length * gap + gap * gap);
    }
}
