using System.Globalization;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Nuclear;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

/// <summary>
/// Odd-numbered points of the tables (the first, third, …) were used in tuning the reaction model, even-numbered ones are kept out of it (but for a first look at all, nuclear-reactions.md tells).
/// The measurement used parallel-plate chambers behind a column of water; their size is not in the table, so the dose is scored over the whole plane, and once in chambers of several sizes.
/// </summary>
public sealed class MonteCarloAt400_FollowsHaettner_InDepthDoseAndFragments
{
    private const string Measured = "Haettner's ionisation curve and yields within 10 degrees of 400 MeV/u carbon in water, digitised [Haettner2013]";

    // Of the beam: unknown, chosen by the odd points around the peak, which nothing else here depends on (0.05 and 0.10 % meet the bounds as well).
    private const double EnergySpread = 0.0008;

    private const double ConeDeg = 10;
    private const string Width = "0.2 to 0.3 of 1.2 to 2.6 degrees, 0.9 of 4.8: distributions are a Gaussian with a tail, and the measured numbers are of a fit to points read off a figure";

    [Fact]
    public void DepthDose_WithFewIons_IsTheMeasured() => DepthDose(40_000);

    [Fact]
    [Trait("Category", "Long")]
    public void DepthDose_WithManyIons_IsTheMeasured() => DepthDose(200_000);

    [Fact]
    public void Yields_WithFewIons_AreTheMeasured() => Yields(40_000);

    [Fact]
    [Trait("Category", "Long")]
    public void Yields_WithManyIons_AreTheMeasured() => Yields(200_000);

    [Fact]
    [Trait("Category", "Long")]
    public void HigherCrossSections_AsMeasuredDirectlyOnWater_GiveAWorseDepthDose()
    {
        var claim = Claim.Of(this, "Total cross sections 7 % higher, which make 1215 mb of charge changing on water as measured directly, give a worse depth dose than those of the elements with everything else as it is; fragments alone do not decide.", Measured);
        var (used, higher) = (Run(100_000, ReactionModel.Standard), Run(100_000, ReactionModel.Standard with { CrossSectionScale = 1.07 }));
        var (usedYields, higherYields) = (Points(100_000, ReactionModel.Standard), Points(100_000, ReactionModel.Standard with { CrossSectionScale = 1.07 }));
        claim.AtLeast("rms deviation in front of 26.5 cm, higher less used", 100 * (higher.PlateauRms(_ => true) - used.PlateauRms(_ => true)), 0.5, "%", "five times its statistical uncertainty");
        claim.Table("Effect on the depth dose", ["cross sections", "rms in front of 26.5 cm (%)", "largest mean of three (%)", "largest in the tail (%)", "carbon left at 26 cm"],
            [used.Line("elements, 1140 mb (used)"), higher.Line("7 % higher, 1215 mb")]);
        claim.Table("Effect on the yields, calculated over measured", ["cross sections", "rms up to 28.2 cm (%)", "H", "He", "Li", "Be", "B", "H, He behind"],
            [YieldLine("elements, 1140 mb (used)", usedYields), YieldLine("7 % higher, 1215 mb", higherYields)]);
        claim.Conclude();
    }

    [Fact]
    public void ChambersOfFiniteSize_ReadLessAtDepth() => Chambers(20_000);

    [Fact]
    [Trait("Category", "Long")]
    public void ChambersOfFiniteSize_ReadLessAtDepthWithManyIons() => Chambers(100_000);

    [Fact]
    [Trait("Category", "Long")]
    public void Angles_BehindThickWater_NeverUsedInTuning_AreTheMeasured()
    {
        var claim = Claim.Of(this, "Half widths that tuning never saw, of five elements behind 27.9 cm of water and of lithium to boron behind 15.9 cm, are all narrower than measured: a bias of 14 % in the mean. Seven of the eight lie within a fifth; beryllium behind 15.9 cm, 30 % too narrow, is not met. Tuning saw the widths of hydrogen and helium behind 15.9 cm.",
            "Half widths at half maximum of Haettner's angular distributions at 400 MeV/u, by a fit to digitised points [Haettner2013]");
        (int Z, double At159, double At279)[] measured = [(1, 3.6, 4.8), (2, 2.1, 2.6), (3, 1.85, 2.1), (4, 1.75, 1.8), (5, 1.2, 1.5)];
        double[] planes = [0, 159, 279, 300];
        double[] cones = [.. Enumerable.Range(1, 20).Select(n => 0.5 * n)];
        // The same ions each time; only the cone that counts them differs.
        var counts = cones.Select(cone => WaterSlab.Run(Ion.Carbon12, 400, EnergySpread, planes, cone, 60_000, new WorkContext(Environment.ProcessorCount)).Yields).ToArray();
        var (rows, ratios, beryllium) = (new List<string[]>(), new List<double>(), double.NaN);
        foreach (var (z, at159, at279) in measured)
        {
            var (near, far) = (HalfWidth([.. counts.Select(count => count[z, 1])], cones), HalfWidth([.. counts.Select(count => count[z, 2])], cones));
            rows.Add([$"{z}", .. new[] { at159, near, at279, far }.Select(value => value.ToString("F2", CultureInfo.InvariantCulture)), z <= 2 ? "the first" : ""]);
            ratios.Add(far / at279);
            if (z > 2) ratios.Add(near / at159);
            if (z == 4) beryllium = near / at159;
            else if (z > 2) claim.Relative($"Z = {z}, half width behind 15.9 cm", near, at159, 0.2, "degrees", Width);
            claim.Relative($"Z = {z}, half width behind 27.9 cm", far, at279, 0.2, "degrees", Width);
        }

        claim.AtLeast("mean of the eight, calculated over measured", ratios.Average(), 0.8, "", "a fifth, as of each: the bias is told below and is no part of their errors");
        claim.Table("Not met: half widths of fragments behind thick water are narrower than measured throughout, beryllium behind 15.9 cm by more than a fifth", ["figure", "calculated over measured", "expected", "cause"],
        [
            ["mean of the eight", ratios.Average().ToString("F2", CultureInfo.InvariantCulture), "1 ± 0.06: errors of a sixth over the root of eight", "not met: a bias, not explained. The widths were set to hydrogen and helium behind 15.9 cm, and heavier remnants and thicker water have more of what those do not tell: momenta by mass, and second reactions"],
            ["smallest and largest", string.Create(CultureInfo.InvariantCulture, $"{ratios.Min():F2} and {ratios.Max():F2}"), "on both sides of 1", "not met: all on one side"],
            ["Z = 4 behind 15.9 cm", beryllium.ToString("F2", CultureInfo.InvariantCulture), "1 ± 0.2", "not met: measured nearly as wide as lithium, where laws of momenta have it between lithium and boron"],
        ]);
        claim.Table("Half width at half maximum, degrees", ["Z", "behind 15.9 cm, measured", "calculated", "behind 27.9 cm, measured", "calculated", "used in tuning"], rows);
        claim.Conclude();
    }

    // Where the density of directions has fallen to half of that within the first degree.
    private static double HalfWidth(double[] within, double[] cones)
    {
        double Solid(double degrees) => 1 - Math.Cos(degrees * Math.PI / 180);
        double Density(int n) => (within[n] - within[n - 1]) / (Solid(cones[n]) - Solid(cones[n - 1]));
        var (half, at) = (0.5 * within[1] / Solid(cones[1]), 1);
        while (at < cones.Length - 1 && Density(at) > half) at++;
        var (inner, outer) = (at > 1 ? Density(at - 1) : within[0] / Solid(cones[0]), Density(at));
        var place = 0.5 * (cones[at - 1] + (at > 1 ? cones[at - 2] : 0));
        return place + (0.5 * (cones[at] + cones[at - 1]) - place) * Math.Clamp((inner - half) / (inner - outer), 0, 1);
    }

    private void Chambers(int histories, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var claim = Claim.Of(this, "Scored in chambers of finite size about the beam, and again normalised to the points from 2 to 8 cm, the depth dose at depth is lower than over the whole plane. The table does not tell the chamber: the bounds that are kept over the whole plane are kept with radii of 100 mm and more, and not with 75 mm and less.", Measured, method);
        double[] radii = [0, 25, 40, 50, 75, 100, 400];
        var edges = HaettnerCurve.Layers;
        var run = MonteCarloEngine.Run(TransportGeometry.Slab(Material.Water, edges), [BeamSource.Pencil(Ion.Carbon12, 400, EnergySpread, sigmaMm: 4)], new ScoringRequest { RingEdgesMm = radii },
            new MonteCarloSettings { Histories = histories, BatchHistories = histories / MonteCarloSettings.FewestBatches }, new WorkContext(Environment.ProcessorCount));
        HaettnerCurve Within(int rings) => new([.. Enumerable.Range(0, edges.Length - 1).Select(layer => Enumerable.Range(0, rings).Sum(k =>
            run.DoseToWater[layer * (radii.Length - 1) + k] * (radii[k + 1] * radii[k + 1] - radii[k] * radii[k])))], double.NaN);
        var curves = Enumerable.Range(1, radii.Length - 1).Select(rings => (Radius: radii[rings], Curve: Within(rings))).ToArray();
        var all = curves[^1].Curve;
        double Share(HaettnerCurve curve, double mm) => 100 * (DepthCurve.At(curve.DepthMm, curve.Relative, mm) / DepthCurve.At(all.DepthMm, all.Relative, mm) - 1);
        claim.Within("chamber of 50 mm radius, at 24 cm against the whole plane", Share(curves[2].Curve, 240), -2, 1, "%", "what wide protons and helium carry past it");
        claim.Within("the same, 20 mm behind the peak", Share(curves[2].Curve, 295), -8, 3, "%", "as above; the tail is fragments alone");
        claim.AtMost("rms deviation in front of 26.5 cm, chambers of 100 mm and more", curves.Skip(4).Max(one => 100 * one.Curve.PlateauRms(_ => true)), 2, "%", "the issue's bound; with 75 mm it would not be kept");
        claim.AtMost("largest deviation behind 28 cm, chambers of 100 mm and more", curves.Skip(4).Max(one => 100 * one.Curve.Tail(_ => true)), 8, "%", "the issue's bound; with 75 mm it would not be kept");
        claim.Table("Not met: the measured depth dose at 400 MeV/u in chambers of 75 mm radius and less, whose size the measurement does not tell (bounds 2 and 8 %)", ["radius (mm)", "at 15 cm against the whole plane (%)", "at 24 cm (%)", "20 mm behind the peak (%)", "60 mm behind (%)", "rms in front of 26.5 cm (%)", "largest in the tail (%)"],
            curves.Select(one => new[] { one.Radius >= 400 ? "all" : $"{one.Radius}" }.Concat(new[] { Share(one.Curve, 150), Share(one.Curve, 240), Share(one.Curve, 295), Share(one.Curve, 335), 100 * one.Curve.PlateauRms(_ => true), 100 * one.Curve.Tail(_ => true) }
                .Select(value => value.ToString("F1", CultureInfo.InvariantCulture))).ToArray()));
        claim.Conclude();
    }

    private static HaettnerCurve Run(int histories, ReactionModel model)
    {
        var result = WaterSlab.Run(Ion.Carbon12, 400, EnergySpread, HaettnerCurve.Layers, ConeDeg, histories, new WorkContext(Environment.ProcessorCount), model);
        return new HaettnerCurve(result.EnergyMeVPerMm, result.Yields[6, HaettnerCurve.PlaneAt26Cm]);
    }

    private void DepthDose(int histories, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var claim = Claim.Of(this, "Scored over the whole plane, which is the condition of it all, the depth dose of 400 MeV/u carbon in water follows the measured Bragg curve: in front of 26.5 cm within 2 % (rms), at the peak within 0.5 mm of depth, behind it within 8 %. The table does not tell the chamber; scored in one of 75 mm radius and less the bounds are not met (75 mm: 2.2 % rms in front, 8.7 % in the tail; 50 mm: 2.6 and 13.5; 40 mm: 2.9 and 17.5).", Measured, method);
        var curve = Run(histories, ReactionModel.Standard);
        claim.Within("shift of depth", curve.ShiftMm, 0, 0.5, "mm", "the issue's bound; I = 78 ± 2 eV of water moves the range by 1.2 mm, and the beam's energy is not known to 0.1 %");
        claim.AtMost("rms deviation in front of 26.5 cm", 100 * curve.PlateauRms(_ => true), 2, "%", "the issue's bound; neighbouring points scatter by 2 %");
        claim.AtMost("the same, points kept out of tuning", 100 * curve.PlateauRms(n => n % 2 == 1), 2, "%", "the issue's bound");
        claim.AtMost("largest mean of three neighbouring points", 100 * curve.LargestMeanOfThree, 4, "%", "the issue's bound");
        claim.AtMost("largest distance of a point from 26.5 to 28 cm to the curve", curve.LargestDistanceMm, 0.5, "mm", FormattableString.Invariant($"the issue's bound; a point is on the curve within twice its standard uncertainty, {100 * curve.ReadingScatter:F1} % by the scatter of its neighbours in the plateau and 0.011 by the steps in which the figure was read"));
        claim.AtMost("the same, a point on the curve within 0.03 of ionisation", curve.LargestDistanceWithin(0.03), 0.5, "mm", "the issue's bound; 0.03 is what points of the plateau scatter by, 2 % of 1.5: the narrower reading, which holds without the scatter that grows with the peak");
        claim.AtMost("largest deviation behind 28 cm", 100 * curve.Tail(_ => true), 8, "%", "the issue's bound");
        claim.AtMost("the same, points kept out of tuning", 100 * curve.Tail(n => n % 2 == 1), 8, "%", "the issue's bound");
        claim.Table("Depth dose", ["cross sections", "rms in front of 26.5 cm (%)", "largest mean of three (%)", "largest in the tail (%)", "carbon left at 26 cm"], [curve.Line("elements (used)")]);
        claim.Figure("400 MeV/u carbon in water", "depth (mm)", "relative ionisation", ("Hanbeam", curve.DepthMm, curve.Relative, false), ("Haettner", curve.PointMm, curve.PointValue, true));
        claim.Conclude();
    }

    private void Yields(int histories, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var claim = Claim.Of(this, "Fragments per primary carbon ion within 10 degrees behind water are those measured: 12 % rms and none beyond 25 % up to 28.2 cm; behind it H, He, Li within 20 %, Be and B within 40 % where there are 0.01 or more.", Measured, method);
        var points = Points(histories, ReactionModel.Standard);
        var front = points.Where(point => point.Mm <= 282).ToArray();
        double Rms(IEnumerable<double> ratios) => Math.Sqrt(ratios.Average(ratio => (ratio - 1) * (ratio - 1)));
        claim.AtMost("rms deviation up to 28.2 cm", 100 * Rms(front.Select(point => point.Ratio)), 12, "%", "the issue's bound");
        claim.AtMost("the same, points kept out of tuning", 100 * Rms(front.Where(point => point.Kept).Select(point => point.Ratio)), 12, "%", "the issue's bound");
        claim.AtMost("largest deviation up to 28.2 cm", 100 * front.Max(point => Math.Abs(point.Ratio - 1)), 25, "%", "the issue's bound");
        claim.AtMost("largest deviation of H, He, Li behind", 100 * points.Where(point => point.Mm > 282 && point.Z <= 3).Max(point => Math.Abs(point.Ratio - 1)), 20, "%", "the issue's bound");
        claim.AtMost("largest deviation of Be, B behind, where 0.01 or more", 100 * points.Where(point => point.Mm > 282 && point.Z > 3 && point.N >= 0.01).Max(point => Math.Abs(point.Ratio - 1)), 40, "%", "the issue's bound");
        claim.Table("Yields", ["Z", "depth (mm)", "measured", "calculated over measured", "kept out of tuning"], points.Select(point => new[]
            { $"{point.Z}", point.Mm.ToString("F1", CultureInfo.InvariantCulture), point.N.ToString("G3", CultureInfo.InvariantCulture), point.Ratio.ToString("F2", CultureInfo.InvariantCulture), point.Kept ? "yes" : "" }));
        claim.Conclude();
    }

    // Planes at the measured depths.
    private static (int Z, double Mm, double N, double Ratio, bool Kept)[] Points(int histories, ReactionModel model)
    {
        var rows = SharedTable.Read("haettner_400MeVu_fragment_yields.csv").Select(row => (Z: (int)row.Number("Z"), Mm: 10 * row.Number("depth_cm"), N: row.Number("N_per_N0"))).ToArray();
        var edges = rows.Select(row => row.Mm).Append(0).Append(360).Distinct().Order().ToArray();
        var result = WaterSlab.Run(Ion.Carbon12, 400, EnergySpread, edges, ConeDeg, histories, new WorkContext(Environment.ProcessorCount), model);
        return [.. rows.Index().Select(one => (one.Item.Z, one.Item.Mm, one.Item.N, result.Yields[one.Item.Z, Array.IndexOf(edges, one.Item.Mm)] / one.Item.N, IndexInElement(rows, one.Index) % 2 == 1))];
    }

    private static string[] YieldLine(string name, (int Z, double Mm, double N, double Ratio, bool Kept)[] points)
    {
        var front = points.Where(point => point.Mm <= 282).ToArray();
        return [name, .. new[] { 100 * Math.Sqrt(front.Average(point => (point.Ratio - 1) * (point.Ratio - 1))) }.Select(value => value.ToString("F1", CultureInfo.InvariantCulture)),
            .. new[] { 1, 2, 3, 4, 5 }.Select(z => front.Where(point => point.Z == z).Average(point => point.Ratio)).Append(points.Where(point => point.Mm > 282 && point.Z <= 2).Average(point => point.Ratio)).Select(value => value.ToString("F2", CultureInfo.InvariantCulture))];
    }

    private static int IndexInElement((int Z, double Mm, double N)[] rows, int index) => rows.Take(index).Count(row => row.Z == rows[index].Z);
}
