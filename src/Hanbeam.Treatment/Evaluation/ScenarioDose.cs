using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;

namespace Hanbeam.Treatment.Evaluation;

/// <summary>
/// The worst of error scenarios voxel by voxel: the least dose is the worst for a target, the greatest for an organ. No scenario need have such a dose as a whole,
/// so a histogram of it is worse than the worst scenario's [LomaxEtAl2004].
/// </summary>
public static class ScenarioDose
{
    /// <summary>The least dose of every voxel.</summary>
    /// <param name="nominal">The dose without error.</param>
    /// <param name="scenarios">The dose of each scenario, on the same grid and of the same kind.</param>
    /// <exception cref="InputException">The doses are not of one kind or grid.</exception>
    public static DoseVolume VoxelwiseLeast(DoseVolume nominal, IReadOnlyList<DoseVolume> scenarios) => Combine(nominal, scenarios, Math.Min);

    /// <summary>The greatest dose of every voxel.</summary>
    /// <param name="nominal">The dose without error.</param>
    /// <param name="scenarios">The dose of each scenario, on the same grid and of the same kind.</param>
    /// <exception cref="InputException">The doses are not of one kind or grid.</exception>
    public static DoseVolume VoxelwiseGreatest(DoseVolume nominal, IReadOnlyList<DoseVolume> scenarios) => Combine(nominal, scenarios, Math.Max);

    /// <summary>Refuses two doses that do not mean the same.</summary>
    internal static void CheckAlike(DoseVolume nominal, DoseVolume scenario)
    {
        if (scenario.Quantity != nominal.Quantity || scenario.RbeModel != nominal.RbeModel || scenario.Extent != nominal.Extent || scenario.Fractions != nominal.Fractions)
            throw new InputException($"{scenario.Source}: the dose of a scenario is {Kind(scenario)}, the nominal one {Kind(nominal)}; scenarios must be of one kind");
    }

    private static DoseVolume Combine(DoseVolume nominal, IReadOnlyList<DoseVolume> scenarios, Func<float, float, float> choose)
    {
        var values = (float[])nominal.Values.Values.Clone();
        foreach (var scenario in scenarios)
        {
            CheckAlike(nominal, scenario);
            if (scenario.Values.Geometry != nominal.Values.Geometry) throw new InputException($"{scenario.Source}: the dose of a scenario lies on another grid than the nominal one");
            for (var n = 0; n < values.Length; n++) values[n] = choose(values[n], scenario.Values.Values[n]);
        }

        return nominal with { Values = new Grid<float>(nominal.Values.Geometry, values) };
    }

    private static string Kind(DoseVolume dose) =>
        $"{dose.Unit}{(dose.RbeModel is { } model ? $" of {model}" : "")}, {(dose.Extent == DoseExtent.Total ? "total" : "per fraction")}{(dose.Fractions is { } fractions ? $" ({fractions} fractions)" : "")}";
}
