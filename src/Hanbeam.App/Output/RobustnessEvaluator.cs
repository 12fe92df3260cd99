using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Recipes;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Output;

/// <summary>Recalculates a plan in its error scenarios with the engine and says how its figures spread.</summary>
internal static class RobustnessEvaluator
{
    /// <summary>Evaluates a plan.</summary>
    /// <param name="results">The plan and its nominal dose.</param>
    /// <param name="planned">How it was made.</param>
    /// <param name="settings">The recipe's robustness.</param>
    /// <param name="rbe">The RBE model of the main dose, or null for physical dose.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static RobustResults Of(DoseResults results, PlanningResult planned, RobustnessSettings settings, IRbeModel? rbe, WorkContext work)
    {
        var (nominal, least, greatest) = (results.MainVolume, results.MainVolume, results.MainVolume);
        var structures = StructureEvaluator.Evaluated(results).Select(structure => structure.Name).ToList();
        var histograms = structures.ToDictionary(name => name, _ => new List<DoseVolumeHistogram>());
        var excesses = new List<(string Scenario, double[] Excesses)>();
        foreach (var scenario in planned.Scenarios.Where(scenario => !scenario.IsNominal))
        {
            var beams = planned.InScenarios!.Calculate(planned.Patient, scenario, work);
            var total = TotalDose.Of(planned.Plan, beams, rbe, work);
            excesses.Add((scenario.Name, planned.Judge.Excesses(total.RbeGy ?? total.PhysicalGy, total.LetKeVPerUm)));
            DoseVolume[] dose = [nominal with { Values = total.RbeGy ?? total.PhysicalGy, Source = scenario.Name }];
            (least, greatest) = (ScenarioDose.VoxelwiseLeast(least, dose), ScenarioDose.VoxelwiseGreatest(greatest, dose));
            foreach (var name in structures) histograms[name].Add(DoseVolumeHistogram.Create(results.Structures.Body(name), dose[0], work));
        }

        return new RobustResults
        {
            Settings = settings,
            Scenarios = planned.Scenarios,
            Excesses = excesses,
            Bands = structures.ToDictionary(name => name, name => ScenarioBand.Of(results.Histograms[name], histograms[name])),
            WorstDose = Worst(least.Values, greatest.Values, results.Structures.Targets),
        };
    }

    /// <summary>The summary's part.</summary>
    public static RobustnessSummary Summarise(RobustResults robust, IReadOnlySet<string> targets, bool weighted)
    {
        var d95 = robust.Bands.Where(entry => targets.Contains(entry.Key)).ToDictionary(entry => entry.Key, entry => entry.Value.Of(dvh => dvh.D95).Least);
        return new RobustnessSummary
        {
            Scenarios = robust.Scenarios.Count,
            Method = robust.Settings.Method,
            SetupMm = robust.Settings.SetupMm,
            RangePercent = robust.Settings.RangePercent,
            WorstD95GyRbe = weighted ? d95 : null,
            WorstD95Gy = weighted ? null : d95,
            Structures = robust.Bands.ToDictionary(entry => entry.Key, entry => Spread(entry.Value)),
            ScenarioNames = [.. robust.Scenarios.Select(scenario => scenario.Name)],
        };
    }

    private static RobustStructureSummary Spread(ScenarioBand band)
    {
        double[] Range(Func<DoseVolumeHistogram, double> figure)
        {
            var (least, nominal, greatest) = band.Of(figure);
            return [least, nominal, greatest];
        }

        return new RobustStructureSummary(Range(dvh => dvh.D98), Range(dvh => dvh.D95), Range(dvh => dvh.D50), Range(dvh => dvh.D2), Range(dvh => dvh.Mean), Range(dvh => dvh.Max))
        {
            D95ByScenario = [band.Nominal.D95, .. band.Scenarios.Select(dvh => dvh.D95)],
        };
    }

    private static Grid<float> Worst(Grid<float> least, Grid<float> greatest, VoxelMembership targets)
    {
        var worst = new Grid<float>(greatest.Geometry, (float[])greatest.Values.Clone());
        for (var n = 0; n < targets.Voxels.Length; n++)
            if (targets.Fractions[n] >= VoxelMembership.Inside) worst.Values[targets.Voxels[n]] = least.Values[targets.Voxels[n]];
        return worst;
    }
}
