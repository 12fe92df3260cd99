using Hanbeam.Numerics.Grids;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// What a run found, by cell: voxel of the grid (x fastest), or layer · rings + ring of a slab. Doses in Gy for the ions of the sources (per fraction for a plan,
/// per primary for a pencil of one ion).
/// </summary>
public sealed record MonteCarloResult
{
    /// <summary>Primaries followed.</summary>
    public required long Histories { get; init; }

    /// <summary>Independent batches.</summary>
    public required int Batches { get; init; }

    /// <summary>Wall-clock seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The energy book.</summary>
    public required EnergyBook Energy { get; init; }

    /// <summary>The grid; null for a slab.</summary>
    public required GridGeometry? Grid { get; init; }

    /// <summary>Dose to water, Gy: energy times the mass stopping power of water over that of the material, for each ion where it is.</summary>
    public required float[] DoseToWater { get; init; }

    /// <summary>Dose to the medium, Gy.</summary>
    public required float[] DoseToMedium { get; init; }

    /// <summary>Standard uncertainty of dose to water over dose, from the spread of the batches; 0 where there is no dose.</summary>
    public required float[] RelativeUncertainty { get; init; }

    /// <summary>Root mean square of the relative uncertainty over the cells of the request.</summary>
    public required double MeanRelativeUncertainty { get; init; }

    /// <summary>
    /// Of the cells that the request names: the variance of the sum of the doses of those in each block of 8 × 8 × 8, summed over the blocks, Gy². Over the sum of the cells' own variances
    /// it says how far they are from independent, as ions pass many; 0 where none are named.
    /// </summary>
    public required double BlockVarianceGy2 { get; init; }

    /// <summary>Variance of the sum of the doses of the cells of each of the request's regions, Gy².</summary>
    public required IReadOnlyList<double> RegionVarianceGy2 { get; init; }

    /// <summary>Relative standard uncertainty of dose times the mean of the request's first quantity; empty without quantities.</summary>
    public required float[] QuantityUncertainty { get; init; }

    /// <summary>
    /// Dose-averaged LET, keV/µm in unit-density water: all ions that are followed, protons and target fragments with more than 0.1 mm of range among them;
    /// recoils and electrons are not in the mean. 0 where there is no dose.
    /// </summary>
    public required float[] Let { get; init; }

    /// <summary>Dose-weighted mean of each quantity of the request, over the same ions.</summary>
    public required IReadOnlyList<float[]> Means { get; init; }

    /// <summary>Dose to water by charge, or empty.</summary>
    public required IReadOnlyList<float[]> DoseByCharge { get; init; }

    /// <summary>Spectra, or null.</summary>
    public required SpectrumResult? Spectra { get; init; }

    /// <summary>What the user should know, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Wraps values of cells as a grid.</summary>
    /// <param name="cells">One of the arrays of this result.</param>
    public Grid<float> AsGrid(float[] cells) => new(Grid ?? throw new InvalidOperationException("a slab has no grid"), cells);
}
