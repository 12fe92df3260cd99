using System.Globalization;
using System.Text;
using Hanbeam.Planning.Recipes;

namespace Hanbeam.App.Recipes;

/// <summary>Writes what was changed during a run into the recipe's text, so that the plan folder's recipe repeats the run.</summary>
internal static class SteeringText
{
    private const string Key = "steering:";

    /// <summary>The recipe with its changes.</summary>
    /// <param name="recipe">The bytes it was read from.</param>
    /// <param name="before">The steering that it has already.</param>
    /// <param name="events">All that was done in the run.</param>
    /// <returns>The same bytes where nothing is new; else the text with its key <c>steering</c> replaced.</returns>
    public static byte[] Record(byte[] recipe, IReadOnlyList<SteeringEvent> before, IReadOnlyList<SteeringEvent> events)
    {
        if (events.Count == 0 || events.SequenceEqual(before)) return recipe;
        var text = new StringBuilder();
        var inside = false;
        foreach (var line in Encoding.UTF8.GetString(recipe).TrimEnd().Split('\n'))
        {
            // The key's value ends where the next key of the document begins.
            inside = line.StartsWith(Key, StringComparison.Ordinal) || (inside && (line.Length == 0 || line[0] is ' ' or '-' or '\r'));
            if (!inside) text.Append(line).Append('\n');
        }

        text.Append(Key).Append('\n');
        foreach (var change in events) text.Append("  - ").Append(Entry(change)).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Entry(SteeringEvent change) => change.Stop
        ? string.Create(CultureInfo.InvariantCulture, $"{{ iteration: {change.Iteration}, stop: true }}")
        : string.Create(CultureInfo.InvariantCulture, $"{{ iteration: {change.Iteration}, objective: {change.Objective}, weight: {change.Weight:R} }}");
}
