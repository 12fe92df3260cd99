namespace Hanbeam.Planning.Recipes;

/// <summary>The two names by which a recipe means the patient's outline without the prescription's targets.</summary>
public static class ExternalName
{
    /// <summary>Whether a name is BODY or EXTERNAL, in any case.</summary>
    /// <param name="name">A structure's name in an objective.</param>
    public static bool Matches(string name) =>
        name.Equals("BODY", StringComparison.OrdinalIgnoreCase) || name.Equals("EXTERNAL", StringComparison.OrdinalIgnoreCase);
}
