using System.Globalization;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

public sealed class FieldOf5Cm_At400_Has96PercentOfABroadBeam
{
    private const double HalfFieldMm = 25;
    private const int LayerMm = 10;
    private const int Layers = 26;

    // Rings of 1 mm out to the corners of the field, then what is outside it.
    private static readonly double[] Rings = [.. Enumerable.Range(0, 37).Select(n => (double)n), 400];

    [Fact]
    public void CentralDose_InFrontOfThePeak_IsThePublished() => Central(20_000);

    [Fact]
    [Trait("Category", "Long")]
    public void CentralDose_InFrontOfThePeakWithManyIons_IsThePublished() => Central(200_000);

    // By reciprocity the dose on the axis of an even square field over that of a broad beam is the share of a pencil's dose inside the square.
    private void Central(int histories, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var claim = Claim.Of(this, "On the axis of a 5 × 5 cm² field of 400 MeV/u carbon in water the dose is 96 % of that of a broad beam from half the range to the peak, as fragments and protons at wide angles carry the rest away. In front of half the range it is higher, up to 1 at the surface: were the measurement of a depth there, it would not be met.", "measured by [Kusano2007], as told in its abstract, which does not tell the depth: nearer to the surface the factor is higher, so every centimetre from half the range (14 cm) to the peak is compared, none averaged away", method);
        double[] edges = [.. Enumerable.Range(0, Layers + 1).Select(n => (double)(n * LayerMm))];
        var result = MonteCarloEngine.Run(TransportGeometry.Slab(Material.Water, edges), [BeamSource.Pencil(Ion.Carbon12, 400)], new ScoringRequest { RingEdgesMm = Rings }, new MonteCarloSettings { Histories = histories, BatchHistories = histories / 20 }, new WorkContext(Environment.ProcessorCount));
        double[] factor = [.. Enumerable.Range(0, Layers).Select(layer => Inside(result.DoseToWater.AsSpan(layer * (Rings.Length - 1), Rings.Length - 1)))];
        claim.Within("highest factor from 14 to 26 cm", factor[14..26].Max(), 0.96, 0.015, "", "the issue's bound");
        claim.Within("lowest factor from 14 to 26 cm", factor[14..26].Min(), 0.96, 0.015, "", "the issue's bound");
        claim.Within("mean factor from 14 to 26 cm", factor[14..26].Average(), 0.96, 0.015, "", "the issue's bound");
        claim.AtMost("least depth from which all factors keep the bound", 10 * (1 + Enumerable.Range(0, Layers).Last(n => Math.Abs(factor[n] - 0.96) > 0.015)), 140, "mm", "half of the range, from which on it is claimed; nearer to the surface the factor rises to 1, and the published number is not met there");
        claim.AtLeast("factor in the first centimetre", factor[0], 0.995, "", "fragments have not left the field yet");
        claim.Table("Factor", ["depth (cm)", "central dose over broad beam"], Enumerable.Range(0, Layers).Where(n => n % 5 == 4).Select(n => new[] { (n + 0.5).ToString("F1", CultureInfo.InvariantCulture), factor[n].ToString("F3", CultureInfo.InvariantCulture) }));
        claim.Figure("5 × 5 cm² at 400 MeV/u", "depth (cm)", "central dose over broad beam", ("Hanbeam", [.. Enumerable.Range(0, Layers).Select(n => n + 0.5)], factor, false));
        claim.Conclude();
    }

    private static double Inside(ReadOnlySpan<float> rings)
    {
        double inside = 0, all = 0;
        for (var n = 0; n < rings.Length; n++)
        {
            var energy = rings[n] * (Rings[n + 1] * Rings[n + 1] - Rings[n] * Rings[n]);
            all += energy;
            inside += energy * Share((Rings[n] + Rings[n + 1]) / 2);
        }

        return inside / all;
    }

    // Share of a circle that lies inside the square.
    private static double Share(double radiusMm) => radiusMm <= HalfFieldMm ? 1 : radiusMm >= HalfFieldMm * Math.Sqrt(2) ? 0 : 1 - 4 / Math.PI * Math.Acos(HalfFieldMm / radiusMm);
}
