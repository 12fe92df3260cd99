using Hanbeam.Dose.BeamModels;

namespace Hanbeam.Dose.Influence;

/// <summary>How a machine's components make parts: those of one group share its spectra, and so its alpha, sqrt(beta) and LET.</summary>
internal static class BrickParts
{
    /// <summary>Alpha, sqrt(beta) and LET: what a part's Gaussians share.</summary>
    public const int Means = 3;

    /// <summary>Most Gaussians of a part: with its means they fit a line.</summary>
    public const int MostGaussians = (LaneBuffer.Lanes - Means) / 2;

    /// <summary>Values of a part in a line: its means, and amplitude and variance of each Gaussian.</summary>
    public static int ValuesOf(int gaussians) => Means + 2 * gaussians;

    /// <summary>Every component by itself, so that each keeps its own means: the parts of each operator.</summary>
    /// <param name="components">How many there are.</param>
    public static int[][][] Apart(int components) =>
        [.. Enumerable.Range(0, components).Select(component => new[] { component }).Chunk(LaneBuffer.Lanes / ValuesOf(1))];

    /// <summary>The components of each part of each operator. Parts whose values fill a line make another operator.</summary>
    /// <param name="groups">Group of each component.</param>
    /// <param name="wanted">The groups that are wanted.</param>
    public static int[][][] Of(IReadOnlyList<LateralGroup> groups, Func<LateralGroup, bool> wanted)
    {
        var operators = new List<List<int[]>>();
        var room = 0;
        foreach (var part in groups.Where(wanted).Distinct().SelectMany(group => Enumerable.Range(0, groups.Count).Where(c => groups[c] == group).Chunk(MostGaussians)))
        {
            var values = ValuesOf(part.Length);
            if (values > room)
            {
                operators.Add([]);
                room = LaneBuffer.Lanes;
            }

            operators[^1].Add(part);
            room -= values;
        }

        return [.. operators.Select(parts => parts.ToArray())];
    }
}
