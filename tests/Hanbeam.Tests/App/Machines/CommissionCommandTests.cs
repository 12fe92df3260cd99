using System.Text.Json;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.App.Machines;

public sealed class CommissionCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task HiddenMachine_IsFoundAgain()
    {
        var data = new HiddenMachine().Write(folder.Path, new WorkContext(2));
        var run = await CommandLineRunner.Run("machine", "commission", data, "--out", folder["found.machine"], "--engine", "deterministic", "--json");
        Assert.True(run.Code == 0, run.Error);
        using var document = JsonDocument.Parse(run.Out);
        var root = document.RootElement;
        Assert.True(root.GetProperty("passed").GetBoolean());
        Assert.StartsWith("everything at 160, 290 MeV/u (every second energy)", root.GetProperty("heldOutMeasurements").GetString(), StringComparison.Ordinal);
        // Of each of the two energies: 5 figures of the depth dose, 12 profiles, 5 field sizes, a dose; and 2 field sizes of each of the other four.
        Assert.Equal(2 * (5 + 12 + 5 + 1) + 4 * 2, root.GetProperty("heldOut").GetArrayLength());
        // Four standard uncertainties: one figure in 16000 lies beyond. What the claim says of them together is in the verification.
        Near(root.GetProperty("rippleWidthMm"), HiddenMachine.RippleWidthMm, 4);
        // Here the halo has the form that is fitted: four times the noise of the fit, 0.01 and 0.02.
        Assert.Equal(HiddenMachine.HaloDose, root.GetProperty("haloDose").GetDouble(), 0.04);
        Assert.Equal(HiddenMachine.HaloSigma, root.GetProperty("haloSigma").GetDouble(), 0.08);
        foreach (var energy in root.GetProperty("energies").EnumerateArray())
        {
            var nominal = energy.GetProperty("nominalMeVPerU").GetDouble();
            Near(energy.GetProperty("beamEnergyMeVPerU"), nominal * HiddenMachine.EnergyRatio(nominal), 4);
            Near(energy.GetProperty("relativeEnergySpread"), HiddenMachine.EnergySpread(nominal), 4);
            Near(energy.GetProperty("spotSigmaXMm"), HiddenMachine.SpotSigmaMm(nominal, alongX: true), 4);
            Near(energy.GetProperty("spotSigmaYMm"), HiddenMachine.SpotSigmaMm(nominal, alongX: false), 4);
            Near(energy.GetProperty("ionsPerMonitorUnit"), HiddenMachine.IonsPerMonitorUnit, 4);
        }

        Assert.Equal(HiddenMachine.Energies, MachineFile.Read(folder["found.machine"]).Machine.Energies.Select(e => e.EnergyMeVPerU));
        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString(File.ReadAllBytes(folder["found.pdf"])[..4]), StringComparison.Ordinal);
    }

    private static void Near(JsonElement figure, double truth, double uncertainties)
    {
        var (value, uncertainty) = (figure.GetProperty("value").GetDouble(), figure.GetProperty("uncertainty").GetDouble());
        Assert.True(uncertainty > 0 && Math.Abs(value - truth) <= uncertainties * uncertainty, FormattableString.Invariant($"{value} ± {uncertainty}, truly {truth}"));
    }
}
