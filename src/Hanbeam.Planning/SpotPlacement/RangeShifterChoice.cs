using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Planning.SpotPlacement;

/// <summary>Chooses the range shifter of a beam.</summary>
public static class RangeShifterChoice
{
    /// <summary>The shifter for a beam: by name, none, or for <c>auto</c> the thinnest (none first) with which the lowest energy stops at or before a depth; the thickest where none does.</summary>
    /// <param name="wish">The recipe's <c>rangeShifter</c>.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="shallowestMm">The shallowest depth at which beam must stop, water-equivalent mm in the patient.</param>
    /// <exception cref="InputException">The machine has no shifter of that name.</exception>
    public static RangeShifter? For(string wish, Machine machine, double shallowestMm)
    {
        if (wish == RecipeBeam.NoRangeShifter) return null;
        var shifters = machine.RangeShifters.OrderBy(shifter => shifter.WaterEquivalentMm).ToArray();
        if (wish != RecipeBeam.AutoRangeShifter)
            return Array.Find(shifters, shifter => shifter.Name == wish)
                ?? throw new InputException($"beams.rangeShifter: machine {machine.Name} has no {wish}; {NearestName.Suggestion(wish, [.. shifters.Select(shifter => shifter.Name)])}");
        var lowestMm = machine.Energies[0].RangeMm;
        if (shifters.Length == 0 || lowestMm <= shallowestMm) return null;
        return Array.Find(shifters, shifter => lowestMm - shifter.WaterEquivalentMm <= shallowestMm) ?? shifters[^1];
    }
}
