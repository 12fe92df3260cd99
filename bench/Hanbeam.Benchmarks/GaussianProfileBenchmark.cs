using BenchmarkDotNet.Attributes;
using Hanbeam.Dose.PencilBeam;

namespace Hanbeam.Benchmarks;

/// <summary>What the vector form of a sampled Gaussian gains over its scalar twin, at the lengths of a core and of a halo window.</summary>
public class GaussianProfileBenchmark
{
    private float[] profile = [];

    [Params(16, 64)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Prepare() => profile = new float[Length];

    [Benchmark(Baseline = true)]
    public void Scalar() => GaussianProfile.FillScalar(profile, -20, 1, 5);

    [Benchmark]
    public void Vector() => GaussianProfile.Fill(profile, -20, 1, 5);
}
