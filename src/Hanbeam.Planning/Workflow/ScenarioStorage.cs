using Hanbeam.Dose.Influence;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Planning.Workflow;

/// <summary>
/// Whether error scenarios have stored operators of their own. Products with them take six tenths of the time, and each takes the memory of the nominal ones; so nine scenarios are stored where that is
/// not much, and 21 are recomputed from the nominal tables. It looks at the case alone, for the two forms round differently and a plan must be the same on any machine.
/// </summary>
internal static class ScenarioStorage
{
    /// <summary>The small set of scenarios, the nominal one among them; see <see cref="Recipes.RobustnessSettings"/>.</summary>
    public const int MostScenarios = 9;

    /// <summary>What they may take together, bytes.</summary>
    public const long MostBytes = 2_500_000_000;

    /// <summary>The form of the operators of all scenarios but the nominal one: that of the nominal ones, or recomputed.</summary>
    /// <param name="nominal">What the nominal operator of each beam is. Where one is recomputed nobody knows what storing it takes, so that all scenarios are.</param>
    /// <param name="scenarios">Number of scenarios, the nominal one among them.</param>
    /// <param name="nominalBytes">What the nominal operators take, bytes.</param>
    /// <returns>Never <see cref="InfluenceKind.Automatic"/>.</returns>
    public static InfluenceKind KindOf(IReadOnlyList<InfluenceKind> nominal, int scenarios, long nominalBytes) =>
        nominal.Contains(InfluenceKind.Recomputed) || scenarios > MostScenarios || BytesOf(scenarios, nominalBytes) > MostBytes ? InfluenceKind.Recomputed
        : nominal.Contains(InfluenceKind.StoredWide) ? InfluenceKind.StoredWide
        : InfluenceKind.Stored;

    /// <summary>Refuses stored scenarios that there is no memory for, before any of them is built.</summary>
    /// <param name="scenarios">Number of scenarios, the nominal one among them.</param>
    /// <param name="nominalBytes">What the nominal operators take, bytes.</param>
    /// <param name="leftBytes">Memory left, bytes.</param>
    /// <exception cref="InputException">There is not so much memory.</exception>
    public static void RefuseTooLarge(int scenarios, long nominalBytes, long leftBytes)
    {
        var bytes = BytesOf(scenarios, nominalBytes);
        if (bytes > leftBytes)
            throw new InputException(FormattableString.Invariant($"The influence in {scenarios - 1} error scenarios takes about {bytes * 1e-9:F1} GB to store and {Math.Max(0, leftBytes) * 1e-9:F1} GB of memory are left: set influence: recomputed in the recipe, or use fewer spots or larger voxels"));
    }

    private static long BytesOf(int scenarios, long nominalBytes) => (scenarios - 1) * nominalBytes;
}
