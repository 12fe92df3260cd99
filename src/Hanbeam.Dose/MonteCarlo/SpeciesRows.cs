using Hanbeam.Dose.BeamModels;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Fills the table of one species.</summary>
internal static class SpeciesRows
{
    // What a step leaves of the range at the least, with room for straggling and for the cut in dense matter (TransportPhysicsTests): a step takes
    // TransportSettings.RangeShare and the cut.
    private const double LeastLeft = 0.6;
    private const double CutMm = 0.4;

    /// <summary>Fills the rows of a species: energies as parabolas through both ends and the middle of each cell, everything else in the middle;
    /// reaction attempts at the greatest rate from the cell's upper end down to where a step may end, as cross sections rise while the ion slows down.</summary>
    public static void Fill(Ion ion, ReactionTables reactions, int species, Span<float> rows)
    {
        for (var cell = 0; cell < RangeScale.Count; cell++)
        {
            var (lower, upper) = (RangeScale.LowerMm(cell), RangeScale.LowerMm(cell + 1));
            var (low, middle, high) = (TransportModels.EnergyOf(ion, lower), TransportModels.EnergyOf(ion, 0.5 * (lower + upper)), TransportModels.EnergyOf(ion, upper));
            var row = rows.Slice(cell * TransportPhysics.RowLength, TransportPhysics.RowLength);
            var c2 = 2 * (low + high - 2 * middle);
            row[0] = (float)low;
            row[1] = (float)(high - low - c2);
            row[2] = (float)c2;
            var (variance, third) = TransportModels.RangeMoments(ion, middle);
            row[TransportPhysics.Variance] = (float)variance;
            row[TransportPhysics.Shape] = (float)(4 * variance * variance * variance / (third * third));
            row[TransportPhysics.Scattering] = (float)(0.1 * TransportModels.Scattering(ion, middle, Material.Water).SoftVariance);
            row[TransportPhysics.InverseNumber] = (float)(1 / TransportModels.WaterStoppingNumber(middle));
            row[TransportPhysics.Attempts] = (float)reactions.AttemptsPerMm(species, TransportModels.EnergyOf(ion, Math.Max(LeastLeft * lower - CutMm, RangeScale.LowestMm)), high);
        }
    }

    /// <summary>Fills ∫ q dE of LET and the given quantities, by Simpson's rule over each cell.</summary>
    public static void FillIntegrals(Ion ion, IReadOnlyList<IonQuantity> quantities, int stride, Span<float> integrals)
    {
        var table = RangeTable.Of(ion);
        var count = quantities.Count + 1;
        for (var q = 0; q < count; q++)
        {
            double PerMm(double rangeMm)
            {
                var energy = TransportModels.EnergyOf(ion, rangeMm);
                var stopping = table.StoppingKeVPerUm(energy);
                return stopping * (q == 0 ? stopping : quantities[q - 1](ion.Z, ion.A, energy));
            }

            // Below the first cell stopping is taken as proportional to velocity, E as R²; half of q·S·R is exact to a few per cent of nothing.
            var sum = 0.5 * PerMm(RangeScale.LowestMm) * RangeScale.LowestMm;
            for (var cell = 0; cell < RangeScale.Count; cell++)
            {
                var (lower, upper) = (RangeScale.LowerMm(cell), RangeScale.LowerMm(cell + 1));
                var growth = (upper - lower) / 6 * (PerMm(lower) + 4 * PerMm(0.5 * (lower + upper)) + PerMm(upper));
                integrals[cell * stride + 2 * q] = (float)sum;
                integrals[cell * stride + 2 * q + 1] = (float)growth;
                sum += growth;
            }
        }
    }
}
