using BenchmarkDotNet.Attributes;
using Hanbeam.Biology.LinearQuadratic;

namespace Hanbeam.Benchmarks;

/// <summary>The tables of a model for all ions over all energies, from nothing: less than a second for each.</summary>
public class RbeTablesBenchmark
{
    private static readonly Dictionary<string, double> NoSettings = [];

    [Params("mmkm-qst", "mkm:hsg-2018", "smk:hsg-2018", "lem1:chordoma", "kanai")]
    public string Model { get; set; } = "";

    [Benchmark]
    public double Tables()
    {
        var model = RbeModels.With(Model, NoSettings);
        var sum = 0.0;
        for (var z = 1; z <= IonGrid.LargestZ; z++) sum += model.Alpha(z, 2 * z, 100) + model.SqrtBeta(z, 2 * z, 100);
        return sum;
    }
}
