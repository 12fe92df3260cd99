using CsCheck;
using Hanbeam.Dicom.RtIonPlan;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Dicom.RtIonPlan;

/// <summary>Any plan of whole ions comes back to the last ion, in ions and in monitor units.</summary>
public sealed class RtIonPlanPropertyTests
{
    // Ions around the limits of a 32-bit float, and where machines work.
    private static readonly Gen<double> Ions = Gen.OneOf(Gen.Int[1, 1_000_000], Gen.Int[16_777_210, 16_777_220], Gen.Int[33_554_430, 33_554_434], Gen.Int[1, 200_000_000]).Select(ions => (double)ions);

    // Positions in hundredths of a millimetre, which a 32-bit float gives back; no two spots of a layer at one place.
    private static readonly Gen<EnergyLayer> Layer =
        from energy in Gen.Int[50, 430]
        from ions in Ions.Array[1, 40]
        from y in Gen.Int[-10_000, 10_000]
        select new EnergyLayer { EnergyMeVPerU = energy, XMm = [.. ions.Select((_, n) => 0.37 * n)], YMm = [.. ions.Select(_ => y / 100.0)], Particles = ions };

    [Fact]
    public void WriteAndRead_AnyPlan_KeepsEveryIon() => Gen.Select(Layer.Array[1, 6], Gen.Double[0.5, 1e7], Gen.Bool).Sample((layers, ionsPerUnit, isMonitorUnits) =>
    {
        using var folder = new TemporaryFolder();
        var plan = RtIonPlanTests.SmallPlan() with { Beams = [RtIonPlanTests.SmallPlan().Beams[0] with { Layers = layers }] };
        RtIonPlanTests.Write(folder["plan.dcm"], plan, new RtIonPlanSettings { IonsPerMonitorUnit = isMonitorUnits ? energy => ionsPerUnit * (1 + energy / 300) : null });

        var read = RtIonPlanReader.Read(folder["plan.dcm"]).Beams[0].Layers;

        Assert.Equal(layers.Select(layer => layer.EnergyMeVPerU), read.Select(layer => layer.EnergyMeVPerU));
        Assert.Equal(layers.SelectMany(layer => layer.Particles), read.SelectMany(layer => layer.Particles));
        Assert.Equal(layers.SelectMany(layer => layer.XMm).Select(x => (float)x), read.SelectMany(layer => layer.XMm).Select(x => (float)x));
    }, iter: 100, threads: 1);
}
