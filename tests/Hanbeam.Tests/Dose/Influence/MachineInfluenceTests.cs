using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Influence;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Dose.Influence;

/// <summary>The influence with the components and spectra of the machine that ships.</summary>
public sealed class MachineInfluenceTests
{
    private static readonly Lazy<BeamModel> Model = new(() => MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron", SourceTree.Path("data"))));

    [Theory]
    [InlineData(InfluenceKind.Stored, "RS30")]
    [InlineData(InfluenceKind.StoredWide, "RS30")]
    [InlineData(InfluenceKind.Recomputed, "RS30")]
    [InlineData(InfluenceKind.Stored, null)]
    [InlineData(InfluenceKind.Recomputed, null)]
    public void AllQuantities_AgainstTheFinalDose_AgreeToOnePerCentOfTheirMaxima(InfluenceKind kind, string? shifter)
    {
        var (model, effect) = (Model.Value, ForwardDose.Effect(RbeModels.Get("mmkm-qst")));
        var beam = Beam(shifter);
        var patient = WaterWorld.Box(75, 3);
        var grid = patient.RelativeStoppingPower.Geometry;
        var all = WaterWorld.AllVoxels(grid);
        var final = PencilBeamEngine.Calculate(model, beam, patient, grid, all, effect, WorkContext.Default, splitSpots: false);
        var influence = BeamInfluence.Build(model, beam, patient, new InfluenceVoxels(grid, all), effect, WorkContext.Default, kind);
        var result = new VoxelQuantities(influence.VoxelCount);
        influence.Forward([.. beam.Layers.SelectMany(layer => layer.Particles).Select(particles => particles * 1e-6)], result);

        // Spots are whole in both: the influence has no sub-spots. What BeamInfluence says of dose holds for its companions too: they are the same sums with means of the same components.
        foreach (var (ours, whole) in new[] { (result.Dose, final.Dose), (result.AlphaDose, final.AlphaDose), (result.SqrtBetaDose, final.SqrtBetaDose), (result.LetDose, final.LetDose) })
        {
            var maximum = whole.Values.Max();
            Assert.InRange(Enumerable.Range(0, all.Length).Max(n => Math.Abs(ours[n] - whole.Values[n])) / maximum, 0, 0.01);
        }
    }

    [Fact]
    public void Parts_OfTheMachine_HoldEachComponentOnceWithOthersOfItsGroup()
    {
        LateralGroup[] groups = [.. Model.Value.Energies[0].Components.Select(component => component.Group)];
        var parts = BrickParts.Of(groups, _ => true).SelectMany(part => part).ToArray();
        Assert.Equal(Enumerable.Range(0, groups.Length), parts.SelectMany(part => part).Order());
        Assert.All(parts, part => Assert.Single(part.Select(component => groups[component]).Distinct()));
        Assert.Equal(groups.Distinct().Count(), parts.Length);
    }

    [Fact]
    public void Parts_OfManyGaussians_FitTheirLines()
    {
        LateralGroup[] groups = [.. Enumerable.Repeat(LateralGroup.Core, 2), LateralGroup.Fragments, .. Enumerable.Repeat(LateralGroup.Halo, 13)];
        var operators = BrickParts.Of(groups, _ => true);
        Assert.Equal(Enumerable.Range(0, 16), operators.SelectMany(parts => parts).SelectMany(part => part).Order());
        Assert.All(operators, parts => Assert.InRange(parts.Sum(part => BrickParts.ValuesOf(part.Length)), 1, LaneBuffer.Lanes));
    }

    // Two energies of the machine file and one between two of them, whose components' means differ.
    private static PlanBeam Beam(string? shifter)
    {
        var machine = Model.Value.Machine;
        var deepest = machine.Energies.MaxBy(energy => -Math.Abs(energy.RangeMm - 110))!.EnergyMeVPerU;
        return WaterWorld.Beam(
            30, 0, [.. new[] { deepest, deepest - 3.3, deepest - 8 }.Select(energy => WaterWorld.Layer(energy, [.. from y in Enumerable.Range(-5, 11) from x in Enumerable.Range(-5, 11) where x * x + y * y < 26 select (4.0 * x, 4.0 * y, 1e6 * (3 + (x * 7 + y * 5) % 3))]))]) with
        {
            RangeShifter = machine.RangeShifters.FirstOrDefault(one => one.Name == shifter),
        };
    }
}
