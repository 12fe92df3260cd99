using System.IO.Compression;
using System.Text.Json;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.BeamModels.MatRad;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels;

/// <summary>matRad's proton machine with two Gaussians, written by Octave from its values in JSON.</summary>
public sealed class MatRadOctaveTests
{
    // Octave's jsondecode makes columns of all lists; matRad has rows of distances and spot sizes. -v7 compresses, -v6 does not.
    private const string Script = """
        machine = rmfield(jsondecode(fileread('protons.json')), {'source', 'matRadCommit', 'licence', 'units', 'constants'});
        for n = 1:numel(machine.data)
            focus = machine.data(n).initFocus;
            focus.dist = focus.dist(:)';
            focus.sigma = focus.sigma(:)';
            machine.data(n).initFocus = focus;
        end
        save('-v7', 'v7.mat', 'machine');
        save('-v6', 'v6.mat', 'machine');
        """;

    [Fact]
    public async Task Read_DoubleGaussiansWrittenByOctave_HasEveryValueAndItsDose()
    {
        if (!SharedData.Available) Assert.Skip("the reference data are not here");
        using var folder = new TemporaryFolder();
        await using (var json = File.Create(folder["protons.json"]))
        await using (var packed = new GZipStream(File.OpenRead(SharedData.Path("reference", "matrad", "basedata", "protons_Generic.json.gz")), CompressionMode.Decompress))
            await packed.CopyToAsync(json, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["write.m"], Script, TestContext.Current.CancellationToken);
        var run = await ToolRun.Start("octave-cli", ["--no-init-file", "--quiet", "write.m"], folder.Path);
        Assert.True(run.Code == 0, run.Error);

        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(folder["protons.json"], TestContext.Current.CancellationToken));
        var data = document.RootElement.GetProperty("data").EnumerateArray().ToArray();
        var model = MatRadMachine.Read(folder["v7.mat"]);
        Assert.Equal(("1H", data.Length, 1000.0), (model.Machine.Ion.Symbol, model.Energies.Count, model.Machine.NozzleExitToIsocenterMm));
        foreach (var (entry, beam, energy) in data.Zip(model.Energies, model.Machine.Energies)) HasItsValues(entry, beam, energy);
        Assert.Equal(model.Energies.Select(beam => beam.IntegralDose), MatRadMachine.Read(folder["v6.mat"]).Energies.Select(beam => beam.IntegralDose));
        MachineFile.Write(folder["protons.machine"], model);
        HasItsDose(MachineFile.Read(folder["protons.machine"]));
    }

    private static void HasItsValues(JsonElement entry, EnergyBeamData beam, MachineEnergy energy)
    {
        double[] Numbers(string name) => [.. entry.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
        // Octave's reader of JSON is off by the last bit here and there.
        static void Same(IEnumerable<double> expected, IEnumerable<double> actual) => Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) <= 1e-12 * Math.Abs(b) + 1e-15);
        Same([entry.GetProperty("energy").GetDouble()], [beam.EnergyMeVPerU]);
        Same(Numbers("depths")[1..], beam.DepthMm[1..]);
        Same(Numbers("Z").Select(z => z * 1.602176634e-2), beam.IntegralDose);
        Same(Numbers("LET"), beam.DoseAveragedLet);
        Assert.Equal([LateralGroup.Core, LateralGroup.Halo], beam.Components.Select(component => component.Group));
        Same(Numbers("weight"), beam.Components[1].Weight);
        Same(Numbers("weight").Select(weight => 1 - weight), beam.Components[0].Weight);
        Same(Numbers("sigma1"), beam.Components[0].SigmaMm);
        Same(Numbers("sigma2"), beam.Components[1].SigmaMm);
        Same(entry.GetProperty("initFocus").GetProperty("sigma").EnumerateArray().Select(value => value.GetDouble()), energy.SpotSigmaXMm);
    }

    // A spot in water: the integral over a plane is the table's, both Gaussians are as wide as theirs.
    private static void HasItsDose(BeamModel model)
    {
        model = model with { Machine = model.Machine with { Options = new Dictionary<string, bool>() } };
        var (energy, spot) = model.Energies.Zip(model.Machine.Energies).MinBy(pair => Math.Abs(pair.First.EnergyMeVPerU - 100));
        var patient = WaterWorld.Box(120, 4);
        var grid = patient.RelativeStoppingPower.Geometry;
        var beam = WaterWorld.Beam(0, 0, WaterWorld.Layer(energy.EnergyMeVPerU, (0, 0, 1e6)));
        var dose = PencilBeamEngine.Calculate(model, beam, patient, grid, WaterWorld.AllVoxels(grid), null, new WorkContext(2)).Dose;
        foreach (var row in new[] { 2, 10, 16 })
        {
            var depth = grid.Center(0, row, 0).Y + 120;
            double Table(double[] values) => At(energy.DepthMm, values, depth);
            var plane = from i in Enumerable.Range(0, grid.Nx) from k in Enumerable.Range(0, grid.Nz) select (grid.Center(i, row, k).X, Dose: (double)dose.Values[grid.Index(i, row, k)]);
            var (sum, second) = (plane.Sum(p => p.Dose), plane.Sum(p => p.X * p.X * p.Dose));
            var air = Math.Pow(At([.. spot.SpotZgMm.Reverse()], [.. spot.SpotSigmaXMm.Reverse()], 120 - depth), 2);
            var variance = air + energy.Components.Sum(component => Table(component.Weight) * Math.Pow(Table(component.SigmaMm), 2));

            // The cut at four sigmas is given back; depths lie up to 1e-4 deeper aside of the axis, and the box cuts 1e-4 of the wide Gaussian.
            Assert.Equal(Table(energy.IntegralDose), 16 * sum, 2e-3 * Table(energy.IntegralDose));

            // Four sigmas hold all but 0.1 % of a Gaussian's second moment; the wide one's reach beyond the box takes as much.
            Assert.Equal(variance, second / sum, 0.01 * variance);
        }
    }

    private static double At(double[] x, double[] y, double at)
    {
        var n = Math.Clamp(Array.FindIndex(x, value => value >= at), 1, x.Length - 1);
        return y[n - 1] + (at - x[n - 1]) / (x[n] - x[n - 1]) * (y[n] - y[n - 1]);
    }
}
