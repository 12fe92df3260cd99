namespace Hanbeam.Dose.Influence;

/// <summary>Layers with their spots, and the bricks that they meet: what every operator of a beam is made from. Spots are numbered layer by layer.</summary>
internal sealed class BrickBeam
{
    private readonly Spares<float[][]> nodes;

    public BrickBeam(BrickLayer[] layers, Bricks bricks, BrickPoints points)
    {
        (Layers, Bricks, Points) = (layers, bricks, points);
        Kernels = new(() => new BrickKernel(Layers));
        nodes = new(() => [.. Layers.Select(layer => new float[layer.Lattice.Size + LaneBuffer.Lanes])]);
        SpotStart = new int[layers.Length + 1];
        for (var layer = 0; layer < layers.Length; layer++) SpotStart[layer + 1] = SpotStart[layer] + layers[layer].Lattice.SpotCount;
    }

    public BrickLayer[] Layers { get; }

    public Bricks Bricks { get; }

    public BrickPoints Points { get; }

    /// <summary>First spot of each layer, and the number of spots.</summary>
    public int[] SpotStart { get; }

    /// <summary>Kernels for these layers, one a thread.</summary>
    public Spares<BrickKernel> Kernels { get; }

    /// <summary>The weights of each layer on its nodes, with a line of zeros behind them; <see cref="GiveBack"/> when done.</summary>
    public float[][] Scatter(ReadOnlySpan<double> weights)
    {
        var scattered = nodes.Take();
        for (var layer = 0; layer < scattered.Length; layer++)
            Layers[layer].Lattice.Scatter(weights[SpotStart[layer]..SpotStart[layer + 1]], scattered[layer]);
        return scattered;
    }

    /// <summary>Takes back what <see cref="Scatter"/> gave.</summary>
    public void GiveBack(float[][] scattered) => nodes.Give(scattered);
}
