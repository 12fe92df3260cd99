using System.Globalization;
using System.Text.Json;
using Hanbeam.Numerics.Grids;
using Hanbeam.Tests;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Planning;

/// <summary>Plans recalculated ion by ion until the dose in the target is known to one per cent; how they agree with the pencil beam is reported, not presumed.</summary>
public sealed class PlansCheckedByMonteCarlo_AreKnownToOnePercent_AndAgreeAsReported
{
    private const string Statement = "A patient plan is recalculated by Monte Carlo on its CT until the root mean square of the relative standard uncertainty over the target's voxels is 1 % on the 3 mm grid. The uncertainty it states is the spread of independent runs. The agreement with the pencil beam is reported as found.";
    private const string Oracle = "Two runs with different seeds: their differences in units of the stated uncertainties. Goals for the time on two processors: 3 minutes (pt_112), 10 minutes (pt_004)";

    [Fact]
    [Trait("Category", "Long")]
    public Task SmallTarget_RecalculatedToOnePercent_IsReportedWithTimeAndAgreement() => RecalculatePatient(Claim.Of(this, Statement, Oracle), "112");

    [Fact]
    [Trait("Category", "Long")]
    public Task LargeTarget_RecalculatedToOnePercent_IsReportedWithTimeAndAgreement() => RecalculatePatient(Claim.Of(this, Statement, Oracle), "004");

    [Fact]
    public async Task Demo_RecalculatedTwice_DiffersByItsUncertainty()
    {
        var claim = Claim.Of(this, Statement, Oracle);
        using var folder = new TemporaryFolder();
        await FinishedCheck.Run("demo", "--out", folder["demo"]);
        var plan = folder["demo", "plan"];
        using var one = await FinishedCheck.Make(plan, "--uncertainty", "3", "--seed", "1");
        using var two = await FinishedCheck.Make(plan, "--uncertainty", "3", "--seed", "2");
        var planned = MetaImage.Read(Path.Combine(plan, "dose-physical.mha"));
        var deviations = Deviations(planned, one, two);

        // About 20 batches a beam: the variance of a voxel's variance is 2/19 of its square, the square of a deviation is that of an F distribution with 19 degrees
        // of freedom and so 19/17 instead of 1 on average; neighbouring voxels share ions, so that some thousands of voxels count for a few hundred.
        claim.Within("mean square of the difference of two runs, in units of their uncertainties", deviations.Average(x => x * x), 1.05, 0.2, "", "20 batches, and voxels that share ions");
        claim.Within("mean of the difference, likewise", deviations.Average(), 0, 0.35, "", "voxels that share ions: a few hundred independent ones within each beam's field");
        Report(claim, [("demo", one.Document), ("demo, other seed", two.Document)], 3);
        claim.Conclude();
    }

    private static async Task RecalculatePatient(Claim claim, string patient)
    {
        if (!SharedData.Available) Assert.Skip("the shared cases are not here");
        using var plan = await FinishedPlan.Make(SourceTree.Path("cases", "recipes", $"openkbp_pt_{patient}.yaml"), SharedData.Path("cases", $"openkbp_pt_{patient}"));
        using var check = await FinishedCheck.Make(plan.Folder, "--uncertainty", "1");
        Report(claim, [($"pt_{patient}", check.Document)]);
        claim.Conclude();
    }

    private static double[] Deviations(Grid<float> planned, FinishedCheck one, FinishedCheck two)
    {
        var (a, b) = (one.Image("dose-physical.mha"), two.Image("dose-physical.mha"));
        var (u, v) = (one.Image("uncertainty.mha"), two.Image("uncertainty.mha"));
        var least = 0.5f * planned.Values.Max();
        return [.. Enumerable.Range(0, planned.Values.Length).Where(n => planned.Values[n] >= least).Select(n => (a.Values[n] - b.Values[n]) / Math.Sqrt((double)u.Values[n] * u.Values[n] + (double)v.Values[n] * v.Values[n]))];
    }

    private static void Report(Claim claim, IReadOnlyList<(string Name, JsonElement Check)> checks, double percent = 1)
    {
        foreach (var (name, check) in checks)
            claim.AtMost($"{name}: uncertainty over the target", check.GetProperty("engine").GetProperty("uncertaintyPercent").GetDouble(), percent, "%", "what the run was asked to stop at");
        claim.Table("What it took", ["plan", "primary ions", "seconds of transport", "processor seconds", "peak GB"], checks.Select(one => (IReadOnlyList<string>)
        [
            one.Name, Number(one.Check, "0", "engine", "histories"), Number(one.Check, "0", "seconds", "monteCarlo"), Number(one.Check, "0", "seconds", "monteCarloProcessor"),
            (one.Check.GetProperty("peakMemoryBytes").GetDouble() / 1e9).ToString("0.0", CultureInfo.InvariantCulture),
        ]));
        claim.Table("Agreement with the pencil beam: gamma pass rates, %", ["plan", "physical 3 %/2 mm", "physical 2 %/2 mm", "RBE-weighted 3 %/2 mm", "RBE-weighted 2 %/2 mm"], checks.Select(one => (IReadOnlyList<string>)
            [one.Name, .. new[] { "physical-3-2", "physical-2-2", "rbe-3-2", "rbe-2-2" }.Select(gamma => Number(one.Check, "0.0", "gamma", gamma, "passPercent"))]));
        claim.Table("Monte Carlo less plan in the targets, % of the median dose", ["plan", "target", "quantity", "mean", "D98", "D95", "D50", "D2"], checks.SelectMany(Targets));
        claim.Table("Failing voxels of the physical dose at 3 %/2 mm by what lies there", ["plan", "class", "failing", "% of the failing", "% of all there", "mean difference %"], checks.SelectMany(Classes));
    }

    private static IEnumerable<IReadOnlyList<string>> Targets((string Name, JsonElement Check) one) =>
        from structure in one.Check.GetProperty("structures").EnumerateObject()
        where structure.Value.GetProperty("isTarget").GetBoolean()
        from quantity in new[] { "physical", "rbe" }
        select (IReadOnlyList<string>)[one.Name, structure.Name, quantity, .. new[] { "mean", "d98", "d95", "d50", "d2" }.Select(figure => Number(structure.Value, "+0.0;-0.0;0.0", quantity, figure, "differencePercent"))];

    private static IEnumerable<IReadOnlyList<string>> Classes((string Name, JsonElement Check) one) =>
        from item in one.Check.GetProperty("failures").GetProperty("classes").EnumerateArray()
        where item.GetProperty("failingVoxels").GetInt32() > 0
        select (IReadOnlyList<string>)
        [
            one.Name, item.GetProperty("class").GetString()!, Number(item, "0", "failingVoxels"), Number(item, "0.0", "shareOfFailingPercent"), Number(item, "0.0", "failPercent"), Number(item, "+0.0;-0.0", "meanDifferencePercent"),
        ];

    private static string Number(JsonElement element, string format, params string[] path) =>
        path.Aggregate(element, (at, key) => at.GetProperty(key)).GetDouble().ToString(format, CultureInfo.InvariantCulture);
}
