using BenchmarkDotNet.Attributes;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Influence;
using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Benchmarks;

/// <summary>
/// What RBE costs in one evaluation of an optimisation: the model's value and derivatives in every voxel, against one product with the influence (there are two).
/// A 60 mm cube in 3 mm voxels under one field of 5 mm spots, one thread.
/// </summary>
public class EffectInTheOptimiserBenchmark
{
    private BeamInfluence influence = null!;
    private VoxelQuantities quantities = null!;
    private double[] weights = [];
    private IRbeModel rbe = null!;

    [Params("mmkm-qst", "lem1:chordoma", "smk:hsg-2018", "kanai")]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        rbe = RbeModels.Get(Model);
        var machine = MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron"));
        var water = WaterCase.Parse("water:60,120,60@3");
        var patient = PatientModelBuilder.Build(water, Calibrations.Resolve(null, water.Kind), []);
        var grid = water.Ct.Hounsfield.Geometry;
        int[] voxels = [.. Enumerable.Range(0, grid.Count).Where(n => grid.Center(n).Y is > 50 and < 110)];
        double[] rows = [.. Enumerable.Range(-6, 13).Select(n => 5.0 * n)];
        var layers = machine.Machine.Energies.Where(energy => energy.RangeMm is > 50 and < 112).Reverse().Select(energy => new EnergyLayer
        {
            EnergyMeVPerU = energy.EnergyMeVPerU,
            XMm = [.. rows.SelectMany(_ => rows)],
            YMm = [.. rows.SelectMany(y => rows.Select(_ => y))],
            Particles = new double[rows.Length * rows.Length],
        });
        var beam = new PlanBeam { Number = 1, GantryDeg = 0, CouchDeg = 0, Isocenter = new PatientPoint(0, 80, 0), Layers = [.. layers] };
        var work = new WorkContext(1);
        influence = BeamInfluence.Build(machine, beam, patient, new InfluenceVoxels(grid, voxels), ForwardDose.Effect(rbe), work);
        quantities = new VoxelQuantities(voxels.Length);
        weights = new double[influence.SpotCount];
        Array.Fill(weights, 1.0);
        influence.Forward(weights, quantities);
    }

    [Benchmark(Baseline = true)]
    public void Product() => influence.Adjoint(quantities, weights.AsSpan());

    [Benchmark]
    public double Effect()
    {
        var sum = 0.0;
        for (var n = 0; n < quantities.Dose.Length; n++)
        {
            var dose = rbe.Evaluate(quantities.Dose[n], quantities.AlphaDose[n], quantities.SqrtBetaDose[n]);
            sum += dose.GyRbe + dose.ByDose + dose.ByAlphaDose + dose.BySqrtBetaDose;
        }

        return sum;
    }
}
