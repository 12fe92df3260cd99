using Hanbeam.Dose.Influence;

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

    /// <summary>The form of the operators of all scenarios but the nominal one.</summary>
    /// <param name="wanted">What the recipe asks for.</param>
    /// <param name="scenarios">Number of scenarios, the nominal one among them.</param>
    /// <param name="nominalBytes">What the nominal operators take, bytes.</param>
    public static InfluenceKind KindOf(InfluenceKind wanted, int scenarios, long nominalBytes) =>
        wanted == InfluenceKind.Recomputed || scenarios > MostScenarios || (scenarios - 1) * nominalBytes > MostBytes ? InfluenceKind.Recomputed : wanted;
}
