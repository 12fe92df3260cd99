using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Vectors;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Nuclear;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// Everything that transport looks up, for one beam ion, the materials in its way and the quantities to be scored: a row of <see cref="RowLength"/> floats per
/// species and range cell, three numbers per material, and reaction cross sections by element. Immutable.
/// </summary>
internal sealed class TransportPhysics
{
    /// <summary>Floats in a row of <see cref="Rows"/>.</summary>
    public const int RowLength = 8;

    // Columns of a row: energy in the cell as c0 + place·(c1 + place·c2), MeV/u; variance of range per mm of water, mm; shape of the gamma distribution of the
    // loss in 1 mm of water, 4/skewness²; variance of the plane angle per mm of water, rad²; 1/L, the stopping number of water; reaction attempts per mm at 1 g/cm³.
    public const int Variance = 3;
    public const int Shape = 4;
    public const int Scattering = 5;
    public const int InverseNumber = 6;
    public const int Attempts = 7;

    private const int MostCharge = 10;
    private const int MostMass = 32;
    private readonly RangeTable[] rangeTables;
    private readonly int[] speciesOf = new int[(MostCharge + 1) * MostMass];

    /// <summary>Makes the tables.</summary>
    /// <param name="beam">The beam's ion; species up to two charges above it are followed.</param>
    /// <param name="materials">The materials by index.</param>
    /// <param name="quantities">Quantities whose dose-weighted means are scored; LET in water comes first by itself.</param>
    /// <param name="model">The numbers of the reaction model.</param>
    /// <param name="work">Threads and cancellation.</param>
    public TransportPhysics(Ion beam, IReadOnlyList<Material> materials, IReadOnlyList<IonQuantity> quantities, ReactionModel model, WorkContext work)
    {
        Array.Fill(speciesOf, -1);
        Species = [.. TransportedIons.All.Where(ion => ion.Z <= Math.Min(MostCharge, beam.Z + 2))];
        if (!Species.Contains(beam)) throw new ArgumentException($"{beam.Name} is not among the ions that are transported", nameof(beam));
        for (var n = 0; n < Species.Length; n++) speciesOf[Species[n].Z * MostMass + Species[n].A] = n;
        Materials = [.. materials];
        Model = model;
        (Electrons, StoppingSlope, ScatteringRatio) = MaterialFits.Of(beam, Materials);
        HardScattering = new HardScatteringTables(Species, Materials);
        Reactions = new ReactionTables(Species, Materials, model.CrossSectionScale, work);
        QuantityCount = quantities.Count + 1;
        Rows = new float[Species.Length * RangeScale.Count * RowLength];
        IntegralStride = 4 * ((QuantityCount + 1) / 2);
        Integrals = new float[Species.Length * RangeScale.Count * IntegralStride];
        rangeTables = [.. Species.Select(RangeTable.Of)];
        MassNumber = [.. Species.Select(ion => (float)ion.A)];
        Parallel.For(0, Species.Length, work.ParallelOptions, n =>
        {
            SpeciesRows.Fill(Species[n], Reactions, n, Rows.AsSpan(n * RangeScale.Count * RowLength, RangeScale.Count * RowLength));
            SpeciesRows.FillIntegrals(Species[n], quantities, IntegralStride, Integrals.AsSpan(n * RangeScale.Count * IntegralStride, RangeScale.Count * IntegralStride));
        });
    }

    /// <summary>The ions that are followed.</summary>
    public Ion[] Species { get; }

    /// <summary>Their mass numbers.</summary>
    public float[] MassNumber { get; }

    /// <summary>The materials.</summary>
    public Material[] Materials { get; }

    /// <summary>Electrons per mass relative to water; with <see cref="StoppingSlope"/> the mass stopping power relative to water is this + slope/L.</summary>
    public float[] Electrons { get; }

    /// <summary>See <see cref="Electrons"/>.</summary>
    public float[] StoppingSlope { get; }

    /// <summary>Scattering power per mass relative to water.</summary>
    public float[] ScatteringRatio { get; }

    /// <summary>Rows by species and range cell.</summary>
    public float[] Rows { get; }

    /// <summary>
    /// ∫ q dE of the whole ion from 0 to the lower end of each cell, MeV·[q], and its growth over the cell: index [(species · cells + cell) · stride + 2 · quantity].
    /// LET is quantity 0, keV/µm.
    /// </summary>
    public float[] Integrals { get; }

    /// <summary>Floats in a row of <see cref="Integrals"/>: a multiple of four.</summary>
    public int IntegralStride { get; }

    /// <summary>Number of quantities with LET.</summary>
    public int QuantityCount { get; }

    /// <summary>The numbers of the reaction model.</summary>
    public ReactionModel Model { get; }

    /// <summary>Hard scattering.</summary>
    public HardScatteringTables HardScattering { get; }

    /// <summary>Cross sections.</summary>
    public ReactionTables Reactions { get; }

    /// <summary>Index of a species, −1 for one that is not followed.</summary>
    public int SpeciesOf(int Z, int A) => (uint)Z <= MostCharge && (uint)A < MostMass ? speciesOf[Z * MostMass + A] : -1;

    /// <summary>The range that a species has at an energy by these tables, mm, and the energy that the tables give back for it, MeV/u.</summary>
    public (float RangeMm, float E) RangeOf(int species, double E)
    {
        var range = Math.Clamp(TransportModels.RangeOf(rangeTables[species], E), RangeScale.LowestMm, 0.999 * RangeScale.HighestMm);

        // One Newton step on the quadratic cells: they follow the table to 10⁻⁵.
        var (value, slope) = EnergyAndSlope(species, (float)range);
        if (slope > 0) range = Math.Clamp(range + (E - value) / slope, RangeScale.LowestMm, 0.999 * RangeScale.HighestMm);
        var rangeMm = (float)range;
        return (rangeMm, Energy(species, rangeMm));
    }

    /// <summary>Energy of a range, MeV/u.</summary>
    public float Energy(int species, float rangeMm)
    {
        var cell = RangeScale.Cell(rangeMm, out var place);
        var row = Rows.AsSpan((species * RangeScale.Count + cell) * RowLength, RowLength);
        return FloatMath.Fma(place, FloatMath.Fma(place, row[2], row[1]), row[0]);
    }

    private (double E, double PerMm) EnergyAndSlope(int species, float rangeMm)
    {
        var cell = RangeScale.Cell(rangeMm, out var place);
        var row = Rows.AsSpan((species * RangeScale.Count + cell) * RowLength, RowLength);
        var width = RangeScale.LowerMm(cell + 1) - RangeScale.LowerMm(cell);
        return (row[0] + place * (row[1] + place * row[2]), (row[1] + 2 * place * row[2]) / width);
    }
}
