namespace Hanbeam.Planning.Recipes;

/// <summary>One entry of the recipe's <c>overrides</c>: EITHER a material OR a relative stopping power for a structure.</summary>
/// <param name="Structure">The structure's name.</param>
/// <param name="Material">Key <c>material</c>, for example water; or null.</param>
/// <param name="RelativeStoppingPower">Key <c>rsp</c>: stopping power relative to water; or null.</param>
public sealed record RecipeOverride(string Structure, string? Material, double? RelativeStoppingPower);
