namespace Hanbeam.Dose.Influence;

/// <summary>Layers with their spots, and the bricks that they meet: what every operator of a beam is made from. Spots are numbered layer by layer.</summary>
internal sealed class BrickBeam
{
    public BrickBeam(BrickLayer[] layers, Bricks bricks, BrickPoints points)
    {
        (Layers, Bricks, Points) = (layers, bricks, points);
        SpotStart = new int[layers.Length + 1];
        for (var layer = 0; layer < layers.Length; layer++) SpotStart[layer + 1] = SpotStart[layer] + layers[layer].Lattice.SpotCount;
    }

    public BrickLayer[] Layers { get; }

    public Bricks Bricks { get; }

    public BrickPoints Points { get; }

    /// <summary>First spot of each layer, and the number of spots.</summary>
    public int[] SpotStart { get; }

    /// <summary>The weights of each layer on its nodes, with a line of zeros behind them.</summary>
    public float[][] Scatter(ReadOnlySpan<double> weights)
    {
        var nodes = new float[Layers.Length][];
        for (var layer = 0; layer < nodes.Length; layer++)
        {
            nodes[layer] = new float[Layers[layer].Lattice.Size + LaneBuffer.Lanes];
            Layers[layer].Lattice.Scatter(weights[SpotStart[layer]..SpotStart[layer + 1]], nodes[layer]);
        }

        return nodes;
    }
}
