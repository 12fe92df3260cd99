using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Recipes;

/// <summary>One entry of the recipe's <c>beams</c>.</summary>
public sealed record RecipeBeam
{
    /// <summary>Value of <see cref="RangeShifter"/> that chooses the thinnest shifter that is needed.</summary>
    public const string AutoRangeShifter = "auto";

    /// <summary>Value of <see cref="RangeShifter"/> for no shifter at all.</summary>
    public const string NoRangeShifter = "none";

    /// <summary>Key <c>gantry</c>: IEC 61217 degrees, 0 ≤ angle &lt; 360.</summary>
    public required double GantryDeg { get; init; }

    /// <summary>Key <c>couch</c>: IEC 61217 patient support angle, degrees, 0 ≤ angle &lt; 360.</summary>
    public double CouchDeg { get; init; }

    /// <summary>Key <c>isocentre</c>: patient frame, mm, or null for the centroid of all targets.</summary>
    public PatientPoint? Isocenter { get; init; }

    /// <summary>Key <c>rangeShifter</c>: <c>auto</c>, <c>none</c> or the name of a shifter of the machine.</summary>
    public string RangeShifter { get; init; } = AutoRangeShifter;

    /// <summary>Key <c>name</c>: what people call the beam; empty for a name made from its number.</summary>
    public string Name { get; init; } = "";
}
