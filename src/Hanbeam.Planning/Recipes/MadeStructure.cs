namespace Hanbeam.Planning.Recipes;

/// <summary>One entry of the recipe's <c>structures</c>: a structure made from others.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Expression">How it is made, for example <c>(PTV_7000 + 20) - (PTV_7000 + 5)</c>; margins in mm.</param>
public sealed record MadeStructure(string Name, string Expression);
