using BenchmarkDotNet.Attributes;
using Hanbeam.Dose.Influence;

namespace Hanbeam.Benchmarks;

/// <summary>The two inner products of the influence operator, vector and scalar, over a window of 16 × 12 nodes.</summary>
public class SeparableWindowBenchmark
{
    private const int Columns = 16;
    private const int Rows = 12;
    private const int Pitch = 64;

    private readonly float[] nodes = new float[Pitch * Pitch];
    private readonly ushort[] profiles = new ushort[Columns + Rows];

    [GlobalSetup]
    public void Prepare()
    {
        for (var n = 0; n < nodes.Length; n++) nodes[n] = n % 7;
        for (var n = 0; n < profiles.Length; n++) profiles[n] = (ushort)(1000 * (n % 5));
    }

    [Benchmark]
    public float ContractScalar() => SeparableWindow.ContractScalar(nodes, Pitch, Pitch, profiles, 0, Columns, Rows);

    [Benchmark]
    public float Contract() => SeparableWindow.Contract(nodes, Pitch, Pitch, profiles, 0, Columns, Rows);

    [Benchmark]
    public void SpreadScalar() => SeparableWindow.SpreadScalar(1e-9f, nodes, Pitch, Pitch, profiles, 0, Columns, Rows);

    [Benchmark]
    public void Spread() => SeparableWindow.Spread(1e-9f, nodes, Pitch, Pitch, profiles, 0, Columns, Rows);
}
