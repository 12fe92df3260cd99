namespace Hanbeam.Planning.Recipes;

/// <summary>The types that a <see cref="GoalTerm"/> may have, and which keys each needs.</summary>
public static class GoalTypes
{
    /// <summary>No voxel below a dose.</summary>
    public const string MinDose = "min-dose";

    /// <summary>No voxel above a dose.</summary>
    public const string MaxDose = "max-dose";

    /// <summary>Every voxel at a dose.</summary>
    public const string UniformDose = "uniform-dose";

    /// <summary>The mean not above a dose.</summary>
    public const string MeanDose = "mean-dose";

    /// <summary>At least a share of the volume at or above a dose.</summary>
    public const string MinDvh = "min-dvh";

    /// <summary>At most a share of the volume above a dose.</summary>
    public const string MaxDvh = "max-dvh";

    /// <summary>Generalised equivalent uniform dose.</summary>
    public const string Eud = "eud";

    /// <summary>Dose falling with distance from the targets.</summary>
    public const string DoseFalloff = "dose-falloff";

    /// <summary>LET not below a value.</summary>
    public const string MinLet = "min-let";

    /// <summary>LET not above a value.</summary>
    public const string MaxLet = "max-let";

    /// <summary>All types of the recipe's contract with the keys that each needs beside structure, type and weight.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> RequiredKeys { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [MinDose] = ["dose"],
        [MaxDose] = ["dose"],
        [UniformDose] = ["dose"],
        [MeanDose] = ["dose"],
        [MinDvh] = ["dose", "volume"],
        [MaxDvh] = ["dose", "volume"],
        [Eud] = ["dose", "a"],
        [DoseFalloff] = ["from", "to", "within"],
        [MinLet] = ["let"],
        [MaxLet] = ["let"],
    };

    /// <summary>Whether a term wants at least its dose or LET.</summary>
    /// <param name="term">The term.</param>
    public static bool IsLowerLimit(GoalTerm term) => term.Type is MinDose or MinDvh or MinLet || (term.Type == Eud && term.A < 0);

    /// <summary>The numeric keys of a term that are set, with their values.</summary>
    /// <param name="term">The term.</param>
    public static IReadOnlyDictionary<string, double> SetKeys(GoalTerm term)
    {
        (string Key, double? Value)[] all =
        [
            ("dose", term.DoseGyRbe), ("volume", term.VolumePercent), ("a", term.A), ("from", term.FromGyRbe), ("to", term.ToGyRbe),
            ("within", term.WithinMm), ("let", term.LetKeVPerUm),
        ];
        return all.Where(entry => entry.Value.HasValue).ToDictionary(entry => entry.Key, entry => entry.Value!.Value);
    }
}
