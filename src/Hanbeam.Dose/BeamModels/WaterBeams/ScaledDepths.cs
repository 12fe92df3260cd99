namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>
/// Depths in parts of the range, the same for every beam: survival apart, carbon beams of different energy look alike on them. Straggling is 0.35 % of
/// the range, so steps of 0.05 % take the peak of a mono-energetic beam smoothly.
/// </summary>
internal static class ScaledDepths
{
    // To and step; behind twice the range only protons and neutrons' debris are left, and steps grow with depth.
    private static readonly (double To, double Step)[] Pieces =
        [(0.86, 0.02), (0.96, 0.005), (0.98, 0.001), (1.015, 0.0005), (1.03, 0.0025), (1.06, 0.005), (1.2, 0.01), (2.0, 0.04)];

    private const double TailGrowth = 1.12;

    // 332 mm, the least depth of a machine file, over the 4 mm that the lowest energies reach.
    private const double Deepest = 90;

    /// <summary>A node at about a tenth of the range: from the surface to there curves are nearly straight.</summary>
    public const int Shallow = 5;

    /// <summary>The depths, ascending from 0.</summary>
    public static IReadOnlyList<double> Nodes { get; } = Make();

    /// <summary>Edges of cells around the nodes: halfway between neighbours, from 0 on; one more than nodes.</summary>
    public static IReadOnlyList<double> Edges { get; } =
        [0, .. Nodes.Zip(Nodes.Skip(1), (a, b) => 0.5 * (a + b)), Nodes[^1] + 0.5 * (Nodes[^1] - Nodes[^2])];

    /// <summary>The last node at or before a depth, and the share of the next one.</summary>
    public static (int Node, double Share) Locate(double scaled)
    {
        if (scaled <= 0) return (0, 0);
        if (scaled >= Nodes[^1]) return (Nodes.Count - 2, 1);
        var (low, high) = (0, Nodes.Count - 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Nodes[middle] <= scaled) low = middle;
            else high = middle;
        }

        return (low, (scaled - Nodes[low]) / (Nodes[high] - Nodes[low]));
    }

    private static double[] Make()
    {
        var nodes = new List<double> { 0 };
        foreach (var (to, step) in Pieces)
        {
            var from = nodes[^1];
            var count = (int)Math.Round((to - from) / step);
            for (var i = 1; i <= count; i++) nodes.Add(from + (to - from) * i / count);
        }

        while (nodes[^1] < Deepest) nodes.Add(nodes[^1] * TailGrowth);
        return [.. nodes];
    }
}
