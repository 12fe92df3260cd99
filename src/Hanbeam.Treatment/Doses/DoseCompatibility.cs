using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Doses;

/// <summary>Whether two doses may be compared or added: the same quantity of the same RBE model, both of a course or both of a fraction.</summary>
public static class DoseCompatibility
{
    // A wrong number of fractions or a slip of the unit changes a dose by at least 2; plans that are compared in earnest differ by less than this.
    private const double SuspiciousRatio = 1.8;

    /// <summary>Refuses two doses that are known to be of different kinds and says what else is doubtful.</summary>
    /// <param name="first">A dose.</param>
    /// <param name="second">Another.</param>
    /// <returns>Warnings of both doses and of the pair.</returns>
    /// <exception cref="InputException">Quantities, RBE models or extents differ.</exception>
    public static IReadOnlyList<string> Check(DoseVolume first, DoseVolume second)
    {
        List<string> warnings = [.. first.Warnings, .. second.Warnings];
        CheckQuantity(first, second, warnings);
        CheckExtent(first, second);
        if (first.Fractions is { } a && second.Fractions is { } b && a != b)
            warnings.Add($"{first.Source} is a course of {a} fractions and {second.Source} one of {b}: equal doses are not equally effective.");
        if (AreInDifferentFrames(first, second))
            warnings.Add($"{first.Source} and {second.Source} are in different frames of reference; their coordinates are taken as if they were the same.");
        CheckRatio(first, second, warnings);
        return warnings;
    }

    /// <summary>Refuses two doses that may not be added. Unlike doses that are compared, they may differ in size and number of fractions.</summary>
    /// <param name="first">A dose.</param>
    /// <param name="second">Another.</param>
    /// <returns>Warnings of the pair; those of the doses themselves are not among them.</returns>
    /// <exception cref="InputException">Quantities, RBE models, extents or frames of reference differ, or they are LET or RBE, which do not add up, or only one of them says what it is.</exception>
    public static IReadOnlyList<string> CheckSum(DoseVolume first, DoseVolume second)
    {
        foreach (var dose in new[] { first, second })
            if (dose.Quantity is DoseQuantity.Let or DoseQuantity.Rbe) throw new InputException($"{dose.Source} is {(dose.Quantity == DoseQuantity.Let ? "a dose-averaged LET" : "an RBE")}, which cannot be added.");
        RequireNamed(first, second);
        var warnings = new List<string>();
        CheckQuantity(first, second, warnings);
        CheckExtent(first, second);
        if (AreInDifferentFrames(first, second))
            throw new InputException($"{first.Source} and {second.Source} are in different frames of reference; register and resample one before they are added.");
        return warnings;
    }

    /// <summary>Refuses a dose with a value that is no finite number.</summary>
    /// <param name="dose">The dose.</param>
    /// <exception cref="InputException">There is one.</exception>
    public static void RequireFinite(DoseVolume dose)
    {
        var values = dose.Values.Values;
        for (var n = 0; n < values.Length; n++)
            if (!float.IsFinite(values[n])) throw new InputException($"{dose.Source}: the dose of voxel {dose.Values.Geometry.Voxel(n)} is not a finite number.");
    }

    // A guess is good enough to compare two doses, not for a sum that others take for that model's.
    private static void RequireNamed(DoseVolume first, DoseVolume second)
    {
        foreach (var (dose, other) in new[] { (first, second), (second, first) })
        {
            if (dose.IsQuantityAssumed && !other.IsQuantityAssumed)
                throw new InputException($"{dose.Source} does not say what its values are and {other.Source} is in {Described(other)}; name the quantity and RBE model of the first before they are added.");
            if (dose.Quantity == DoseQuantity.RbeWeightedDose && other.Quantity == dose.Quantity && dose.RbeModel is null && other.RbeModel is not null)
                throw new InputException($"{dose.Source} does not name its RBE model and {other.Source} is in {Described(other)}; name the model of the first before they are added.");
        }
    }

    private static void CheckExtent(DoseVolume first, DoseVolume second)
    {
        if (first.Extent != second.Extent)
            throw new InputException($"{first.Source} is the dose of {Words(first.Extent)} and {second.Source} of {Words(second.Extent)}; they cannot be compared or added.");
    }

    private static bool AreInDifferentFrames(DoseVolume first, DoseVolume second) =>
        first.FrameOfReferenceUid.Length > 0 && second.FrameOfReferenceUid.Length > 0 && first.FrameOfReferenceUid != second.FrameOfReferenceUid;

    private static void CheckQuantity(DoseVolume first, DoseVolume second, List<string> warnings)
    {
        if (first.Quantity != second.Quantity)
        {
            if (!first.IsQuantityAssumed && !second.IsQuantityAssumed)
                throw new InputException($"{first.Source} is in {Described(first)} and {second.Source} in {Described(second)}; they cannot be compared or added.");
            var (guessed, known) = first.IsQuantityAssumed ? (first, second) : (second, first);
            warnings.RemoveAll(warning => guessed.Warnings.Contains(warning));
            warnings.Add($"{guessed.Source} does not say what its values are; they are taken as {Described(known)}, like {known.Source}.");
            return;
        }

        if (first.Quantity != DoseQuantity.RbeWeightedDose || first.RbeModel == second.RbeModel) return;
        if (first.RbeModel is not null && second.RbeModel is not null)
            throw new InputException($"{first.Source} is in {Described(first)} and {second.Source} in {Described(second)}; doses of different RBE models cannot be compared or added.");
        var unknown = first.RbeModel is null ? first : second;
        warnings.Add($"{unknown.Source} does not name its RBE model; it is taken as {first.RbeModel ?? second.RbeModel}.");
    }

    private static void CheckRatio(DoseVolume first, DoseVolume second, List<string> warnings)
    {
        if (first.Values.Values.Length == 0 || second.Values.Values.Length == 0) return;
        var (a, b) = ((double)first.Values.Values.Max(), (double)second.Values.Values.Max());
        if (!(a > 0 && b > 0)) return;
        var ratio = Math.Max(a, b) / Math.Min(a, b);
        if (ratio < SuspiciousRatio) return;
        var fractions = (first.Fractions ?? second.Fractions) is { } n && Math.Abs(ratio / n - 1) < 0.25 ? $", about the {n} fractions" : "";
        warnings.Add(FormattableString.Invariant($"The greatest doses are {a:0.##} {first.Unit} in {first.Source} and {b:0.##} {second.Unit} in {second.Source}, a ratio of {ratio:0.#}{fractions}: one may be per fraction, or in another unit."));
    }

    private static string Words(DoseExtent extent) => extent == DoseExtent.Total ? "a whole course" : "one fraction";

    private static string Described(DoseVolume dose) => dose.Quantity == DoseQuantity.RbeWeightedDose && dose.RbeModel is { } model ? $"{dose.Unit} of {model}" : dose.Unit;
}
