using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Workflow;
using Hanbeam.Tests.Dose;
using Xunit;

namespace Hanbeam.Tests.Planning.Workflow;

/// <summary>Ready-made kernels of a machine file as an RBE model.</summary>
public sealed class MachineRbeTests
{
    // Class 2: alpha rises evenly over depth and beta falls, so that every value can be told by hand.
    private static readonly BeamModel Model = WaterWorld.Model with
    {
        Energies = [.. WaterWorld.Model.Energies.Select(energy => energy with
        {
            Kernels = [new EffectKernel(0.5, 0.05, [.. energy.DepthMm.Select(_ => 1.0)], [.. energy.DepthMm.Select(_ => 0.04)]),
                new EffectKernel(0.1, 0.05, [.. energy.DepthMm.Select(depth => 0.2 + 0.01 * depth)], [.. energy.DepthMm.Select(depth => Math.Pow(0.2 - 1e-4 * depth, 2))])],
        })],
    };

    [Fact]
    public void Calculate_WithKernels_HasTheirAlphaAndBetaAtTheDepthAndTheClassesPhotons()
    {
        var patient = WaterWorld.Box(100);
        var rbe = MachineRbe.For(RbeModels.Get("kernels:2"), Model);
        var beam = WaterWorld.Beam(0, 0, WaterWorld.Layer(200, (0, 0, 5e8)));
        var grid = patient.RelativeStoppingPower.Geometry;
        var cubes = PencilBeamEngine.Calculate(Model, beam, patient, grid, WaterWorld.AllVoxels(grid), ForwardDose.Effect(rbe), WorkContext.Default);
        foreach (var j in new[] { 5, 25, 38 }) // up to 78 mm, where the table's peak is
        {
            var voxel = grid.Index(50, j, 50);
            var (dose, depth) = ((double)cubes.Dose.Values[voxel], 2 * j + 1.0);
            var (alpha, root) = (0.2 + 0.01 * depth, 0.2 - 1e-4 * depth);
            Assert.Equal(alpha, cubes.AlphaDose.Values[voxel] / dose, 1e-4); // floats, interpolated over tenths of a millimetre
            Assert.Equal(root, cubes.SqrtBetaDose.Values[voxel] / dose, 1e-4);
            var effect = alpha * dose + root * root * dose * dose;
            var photons = (-0.1 + Math.Sqrt(0.01 + 0.2 * effect)) / 0.1;
            Assert.Equal(photons, rbe.Evaluate(dose, cubes.AlphaDose.Values[voxel], cubes.SqrtBetaDose.Values[voxel]).GyRbe, 2e-3 * photons);
        }
    }

    [Fact]
    public void For_AnotherModel_IsThatModel() => Assert.Same(RbeModels.Get("mmkm-qst"), MachineRbe.For(RbeModels.Get("mmkm-qst"), Model));

    [Fact]
    public void For_MachineWithoutTheClass_IsRefused()
    {
        Assert.Equal("machine 'toy' holds no effect kernels, so kernels:1 cannot be applied to it", Assert.Throws<InputException>(() => MachineRbe.For(RbeModels.Get("kernels:1"), WaterWorld.Model)).Message);
        Assert.Contains("holds effect kernels of 2 tissue classes, so kernels:3", Assert.Throws<InputException>(() => MachineRbe.For(RbeModels.Get("kernels:3"), Model)).Message, StringComparison.Ordinal);
        Assert.Contains("holds no effect kernels of tissue class 3", Assert.Throws<InputException>(() => new LayerKernelFactory(Model, ForwardDose.Effect(RbeModels.Get("kernels:3")))).Message, StringComparison.Ordinal);
    }
}
