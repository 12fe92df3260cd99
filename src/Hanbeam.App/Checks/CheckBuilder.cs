using Hanbeam.App.Output;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Checks;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Checks;

/// <summary>Compares both doses of a checked plan and gives the verdict.</summary>
internal static class CheckBuilder
{
    private const int MostRegions = 10;

    // A structure is named with a region where it holds at least this part of the region's voxels.
    private const double NamedFrom = 0.1;

    // The comparison that is judged [Miften2018], and the one to study beside it [Geurts2022].
    private const double JudgedPercent = 3;
    private const double StricterPercent = 2;
    private const double DistanceMm = 2;

    /// <summary>Compares.</summary>
    /// <param name="doses">Both doses.</param>
    /// <param name="request">What the plan has to keep.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    public static CheckResult Build(CheckedDoses doses, CheckRequest request, WorkContext work)
    {
        work.Report("comparing", 0);
        var gamma = new Dictionary<string, GammaEntry>();
        var maps = new Dictionary<string, Grid<float>>();
        VoxelMembership[] targets = [.. doses.Targets.Select(name => doses.Structures.All.First(structure => structure.Name == name))];
        foreach (var pair in doses.Pairs)
        {
            var (judged, result) = pair.Gamma(JudgedPercent, DistanceMm, targets, work);
            gamma[$"{pair.Name}-3-2"] = judged;
            gamma[$"{pair.Name}-2-2"] = pair.Gamma(StricterPercent, DistanceMm, targets, work).Entry;
            maps[pair.Name] = result.Map;
        }

        var differences = doses.Pairs.ToDictionary(pair => pair.Name, pair => Difference(pair.Planned.Values, pair.Calculated.Values));
        var failures = Analyse(doses, maps["physical"], differences["physical"], work);
        var structures = StructureComparison.Of(doses, work);
        var criteria = CheckVerdict.Of(request.Criteria, gamma, structures, doses);
        var document = new CheckDocument
        {
            Pass = criteria.All(criterion => criterion.Pass),
            Reasons = [.. criteria.Where(criterion => !criterion.Pass).Select(CheckVerdict.Sentence)],
            Plan = Plan(doses, request),
            Engine = EngineSummary.Of(request.Engine.Engine, doses.MonteCarlo),
            Criteria = criteria,
            Gamma = gamma,
            Structures = structures,
            Failures = Failures(doses, failures),
            Warnings = doses.Warnings,
            Seconds = new CheckSeconds(0, 0, 0, 0, 0, 0),
        };
        return new CheckResult { Document = document, Doses = doses, GammaMaps = maps, Differences = differences, Failures = failures };
    }

    private static FailureAnalysis Analyse(CheckedDoses doses, Grid<float> gamma, Grid<float> difference, WorkContext work)
    {
        var pair = doses.Pairs[0];
        var places = new VoxelPlaces(doses.Plan, doses.Medium, doses.Model.Machine, doses.PlannedGy, doses.Dose.BeamsGy, doses.Structures.External, new PlaceRules(), work);
        return FailureAnalysis.Of(gamma, difference, doses.MonteCarlo.StandardUncertaintyGy, JudgedPercent / 100 * pair.GreatestPlanned, pair.GreatestPlanned, places.Of);
    }

    private static CheckedPlan Plan(CheckedDoses doses, CheckRequest request)
    {
        var (plan, spacing) = (doses.Plan, doses.PlannedGy.Geometry.Spacing);
        return new CheckedPlan(Path.GetFullPath(request.PlanFolder), plan.Name, plan.Fractions, doses.RbeModel, plan.Beams.Count, plan.Beams.Sum(beam => beam.SpotCount),
            plan.Beams.Sum(beam => beam.Particles), doses.Model.Machine.Name, doses.Medium.CalibrationName, [spacing.X, spacing.Y, spacing.Z]);
    }

    private static FailureEntry Failures(CheckedDoses doses, FailureAnalysis failures)
    {
        var failing = failures.Classes.Sum(one => one.FailingVoxels);
        return new FailureEntry("physical-3-2", failing, [failures.WorstMm.X, failures.WorstMm.Y, failures.WorstMm.Z], failures.WorstDifferencePercent,
            [.. failures.Classes.Select(one => new ClassEntry(Name(one.Class), one.EvaluatedVoxels, one.FailingVoxels, one.FailPercent, failing > 0 ? 100.0 * one.FailingVoxels / failing : 0, one.MeanDifferencePercent, one.MeanDifferenceOfAllPercent))],
            [.. failures.Regions.Take(MostRegions).Select(region => new RegionEntry([region.CenterMm.X, region.CenterMm.Y, region.CenterMm.Z], region.VolumeCc, region.MeanDifferencePercent, Name(region.Class), Touched(doses, region)))]);
    }

    /// <summary>A class as check.json calls it.</summary>
    public static string Name(FailureClass one) => one switch
    {
        FailureClass.Statistics => "statistics",
        FailureClass.Surface => "surface",
        FailureClass.Air => "air",
        FailureClass.RangeMixing => "rangeMixing",
        FailureClass.Bone => "bone",
        FailureClass.Halo => "halo",
        FailureClass.SteepDose => "steepDose",
        FailureClass.InField => "inField",
        _ => throw new ArgumentOutOfRangeException(nameof(one), one, "not a class"),
    };

    private static IReadOnlyList<string> Touched(CheckedDoses doses, FailingRegion region)
    {
        var voxels = region.Voxels.ToHashSet();
        return [.. doses.Structures.All.Where(structure => structure.Name != doses.Structures.ExternalName && structure.Voxels.Count(voxels.Contains) >= NamedFrom * voxels.Count).Select(structure => structure.Name)];
    }

    private static Grid<float> Difference(Grid<float> planned, Grid<float> calculated)
    {
        var difference = new Grid<float>(planned.Geometry);
        for (var n = 0; n < difference.Values.Length; n++) difference.Values[n] = calculated.Values[n] - planned.Values[n];
        return difference;
    }
}
