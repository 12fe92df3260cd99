using Hanbeam.App.Output;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Checks;

/// <summary>Figures of the structures in both doses.</summary>
internal static class StructureComparison
{
    /// <summary>By structure; one without a voxel on the grid is left out.</summary>
    public static IReadOnlyDictionary<string, CheckedStructure> Of(CheckedDoses doses, WorkContext work)
    {
        var result = new Dictionary<string, CheckedStructure>();
        var histograms = doses.Pairs.Select(pair => Histograms(doses, pair, work)).ToArray();
        var references = doses.Pairs.Select((pair, n) => Reference(doses, pair, histograms[n])).ToArray();
        foreach (var structure in Compared(doses))
        {
            ComparedDose Dose(int n) => Figures(histograms[n][structure.Name], references[n]) with
            {
                Noise = doses.Targets.Contains(structure.Name)
                    ? NoiseOfFigures.Of(doses.Structures.Body(structure.Name), doses.Pairs[n].Calculated, doses.Pairs[n].Uncertainty, doses.MonteCarlo.SharedIonsFactor, doses.MonteCarlo.SharedIonsFactors[structure.Name], work) : null,
            };
            var let = (Plan: Let(doses, structure, planned: true), Calculated: Let(doses, structure, planned: false));
            result[structure.Name] = new CheckedStructure(histograms[0][structure.Name].Planned.VolumeCc, doses.Targets.Contains(structure.Name), Dose(0), doses.Pairs.Count > 1 ? Dose(1) : null,
                new ComparedFigure(let.Plan, let.Calculated, let.Calculated - let.Plan, null));
        }

        return result;
    }

    /// <summary>The structures that have a voxel on the dose grid.</summary>
    public static IEnumerable<VoxelMembership> Compared(CheckedDoses doses) => doses.Structures.All.Where(structure => structure.Voxels.Length > 0);

    /// <summary>Histograms of a quantity in the plan and from Monte Carlo, by structure.</summary>
    public static IReadOnlyDictionary<string, (DoseVolumeHistogram Planned, DoseVolumeHistogram Calculated)> Histograms(CheckedDoses doses, ComparedPair pair, WorkContext work) =>
        Compared(doses).ToDictionary(structure => structure.Name, structure =>
        {
            var body = doses.Structures.Body(structure.Name);
            return (DoseVolumeHistogram.Create(body, pair.Planned, work), DoseVolumeHistogram.Create(body, pair.Calculated, work));
        });

    // The median dose of the first target in the plan, or the plan's greatest dose where nothing is prescribed.
    private static double Reference(CheckedDoses doses, ComparedPair pair, IReadOnlyDictionary<string, (DoseVolumeHistogram Planned, DoseVolumeHistogram Calculated)> histograms) =>
        doses.Targets.Count > 0 ? histograms[doses.Targets[0]].Planned.D50 : pair.GreatestPlanned;

    private static ComparedDose Figures((DoseVolumeHistogram Planned, DoseVolumeHistogram Calculated) dvh, double reference)
    {
        ComparedFigure Figure(Func<DoseVolumeHistogram, double> figure)
        {
            var (planned, calculated) = (figure(dvh.Planned), figure(dvh.Calculated));
            return new ComparedFigure(planned, calculated, calculated - planned, 100 * (calculated - planned) / reference);
        }

        return new ComparedDose(reference, Figure(h => h.D98), Figure(h => h.D95), Figure(h => h.D50), Figure(h => h.D2), Figure(h => h.Mean), Figure(h => h.Max));
    }

    private static double Let(CheckedDoses doses, VoxelMembership structure, bool planned) => planned
        ? StructureEvaluator.MeanLet(structure, doses.Dose with { PhysicalGy = doses.PlannedGy, LetKeVPerUm = doses.PlannedLet })
        : StructureEvaluator.MeanLet(structure, doses.Dose);
}
