using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Nuclear;

namespace Hanbeam.Dose.BeamModels;

/// <summary>The species that are followed, each after its possible parents.</summary>
internal sealed class TransportTables
{
    /// <summary>
    /// Width of a step and of a cell of residual range, mm: below the spread in range that fragments have anyway (ripple filter 1 mm sigma, Goldhaber more).
    /// Primaries are folded on a grid of their own.
    /// </summary>
    public const double StepMm = 1;

    // Energy bins of the spectra: 12 a decade, a compromise of file size and LET resolution (sharing between bin centres keeps means).
    private const double LowestBinMeVPerU = 0.1;
    private const double HighestBinMeVPerU = 450;
    private const int BinCount = 44;

    private static readonly (int Z, int A, FragmentOrigin Origin)[] Order =
    [
        (6, 12, FragmentOrigin.Projectile), (6, 11, FragmentOrigin.Projectile), (5, 11, FragmentOrigin.Projectile), (5, 10, FragmentOrigin.Projectile),
        (4, 9, FragmentOrigin.Projectile), (4, 7, FragmentOrigin.Projectile), (3, 7, FragmentOrigin.Projectile), (3, 6, FragmentOrigin.Projectile),
        (2, 4, FragmentOrigin.Projectile), (2, 3, FragmentOrigin.Projectile), (1, 3, FragmentOrigin.Projectile), (1, 2, FragmentOrigin.Projectile),
        (1, 1, FragmentOrigin.Projectile), (1, 1, FragmentOrigin.Knockout),
    ];

    public TransportTables(double highestPrimaryMeVPerU)
    {
        Species = [.. Order.Select(o => new TransportSpecies(new Ion(o.Z, o.A), o.Origin, highestPrimaryMeVPerU, StepMm))];
        foreach (var species in Species) species.Connect(Species, StepMm);
        Spectra = [.. Species.Select(s => new CellSpectra(s, Bins, StepMm))];
    }

    /// <summary>The primary first.</summary>
    public IReadOnlyList<TransportSpecies> Species { get; }

    /// <summary>Energy bins of the spectra.</summary>
    public SpectrumBins Bins { get; } = new(LowestBinMeVPerU, HighestBinMeVPerU, BinCount);

    /// <summary>Spectrum of each cell, by species.</summary>
    public IReadOnlyList<CellSpectra> Spectra { get; }
}
