using System.IO.Compression;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels;

public sealed class MachineFileTests
{
    // One energy of the lowest range is the quickest to make.
    private static readonly Lazy<BeamModel> Small = new(() => BeamModelGenerator.Generate(
        GenericSynchrotron.Create([GenericSynchrotron.EnergiesMeVPerU()[0]]), GenericSynchrotron.Line, new WorkContext(1)));

    [Fact]
    public void Model_WrittenAndRead_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        MachineFile.Write(folder["m.machine"], WithKernels());
        var read = MachineFile.Read(folder["m.machine"]);
        Assert.Equivalent(Small.Value.Machine, read.Machine, strict: true);
        var (a, b) = (WithKernels().Energies[0], read.Energies[0]);
        Assert.Equal(a.DepthMm, b.DepthMm);
        Assert.Equal(a.IntegralDose.Select(v => (double)(float)v), b.IntegralDose);
        Assert.Equal(a.Components.Select(c => c.Group), b.Components.Select(c => c.Group));
        Assert.Equal(a.Components[1].SigmaMm.Select(v => (double)(float)v), b.Components[1].SigmaMm);
        Assert.Equal(a.Spectra!.Species, b.Spectra!.Species);
        Assert.Equal(a.Spectra.IonsPerPrimary.Select(v => (float)(Half)v), b.Spectra.IonsPerPrimary);
        Assert.Equal(0.5, b.Kernels[1].AlphaX);
        Assert.Equal(64, read.ContentHash.Length);
    }

    [Fact]
    public void SameModel_WrittenTwice_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        MachineFile.Write(folder["a"], Small.Value);
        MachineFile.Write(folder["b"], Small.Value);
        Assert.Equal(File.ReadAllBytes(folder["a"]), File.ReadAllBytes(folder["b"]));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length); // nothing is left beside them
    }

    [Fact]
    public void GarbledFile_IsRefused_InOneSentence()
    {
        using var folder = new TemporaryFolder();
        var path = folder["m.machine"];
        MachineFile.Write(path, Small.Value);
        var good = File.ReadAllBytes(path);
        for (var i = 0; i < 60; i++)
        {
            File.WriteAllBytes(path, good[..(good.Length * i / 60)]);
            Refused(path);
        }

        // A changed byte is either noticed or harmless; it is never another kind of error.
        for (var i = 0; i < 200; i++)
        {
            var bad = (byte[])good.Clone();
            bad[(int)((long)good.Length * i / 200)] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(path, bad);
            try
            {
                MachineFile.Read(path);
            }
            catch (InputException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        }
    }

    [Theory]
    [InlineData("machine.json", null)]
    [InlineData("machine.json", "{}")]
    [InlineData("machine.json", "[1, 2")]
    [InlineData("machine.json", "null")]
    [InlineData("beams/000/depth.npy", null)]
    [InlineData("beams/000/weight.npy", "garbage")]
    public void MissingOrBrokenEntry_IsRefused(string name, string? text)
    {
        using var folder = new TemporaryFolder();
        MachineFile.Write(folder["m"], Small.Value);
        Replace(folder["m"], name, text is null ? null : System.Text.Encoding.UTF8.GetBytes(text));
        Refused(folder["m"]);
    }

    [Theory]
    [InlineData("\"schema\": \"hanbeam-machine/1\"", "\"schema\": \"hanbeam-machine/9\"")]
    [InlineData("\"core\"", "\"wings\"")]
    [InlineData("\"folder\"", "\"carpet\"")]
    [InlineData("\"scanFieldXMm\": 200", "\"scanFieldXMm\": -200")]
    [InlineData("\"sourceAxisDistanceXMm\": 8000", "\"sourceAxisDistanceXMm\": \"far\"")]
    [InlineData("\"energyMeVPerU\"", "\"energyEV\"")]
    [InlineData("\"energies\": [", "\"energies\": [ null,")]
    [InlineData("\"ion\": {", "\"ion\": null, \"name\": {")]
    [InlineData("\"name\": \"generic-synchrotron\"", "\"name\": null")]
    [InlineData("\"rangeShifters\": [", "\"rangeShifters\": [ null,")]
    [InlineData("\"provenance\": [", "\"provenance\": [ null,")]
    [InlineData("\"beams\": [", "\"beams\": [ null,")]
    [InlineData("\"species\": [", "\"species\": [ null,")]
    [InlineData("\"thicknessMm\": 25.86", "\"thicknessMm\": -1")]
    [InlineData("\"thicknessMm\": 25.86", "\"thicknessMm\": 1e999")]
    [InlineData("\"downstreamFaceToIsocenterMm\": 300", "\"downstreamFaceToIsocenterMm\": -300")]
    [InlineData("\"settlingSeconds\": 0.0001", "\"settlingSeconds\": -1")]
    [InlineData("\"meanWaterEquivalentMm\": 1.7", "\"meanWaterEquivalentMm\": 17")]
    [InlineData("\"relativeEnergySpread\": 0.001", "\"relativeEnergySpread\": 0.1")]
    [InlineData("\"slabs\": [", "\"slabs\": [ null,")]
    [InlineData("\"thicknessMm\": 1000", "\"thicknessMm\": -1")]
    [InlineData("\"material\": \"air\"", "\"material\": \"\"")]
    [InlineData("\"spotZgMm\": [", "\"beamEnergyMeVPerU\": 1, \"spotZgMm\": [")]
    [InlineData("\"spotZgMm\": [", "\"ionsPerMonitorUnit\": 0, \"spotZgMm\": [")]
    [InlineData("\"options\": {}", "\"options\": { \"helpfulOffset\": true }")]
    public void WrongValueInDocument_IsRefused(string from, string to)
    {
        using var folder = new TemporaryFolder();
        MachineFile.Write(folder["m"], Small.Value);
        string json;
        using (var zip = ZipFile.OpenRead(folder["m"]))
        using (var reader = new StreamReader(zip.GetEntry("machine.json")!.Open())) json = reader.ReadToEnd();
        Assert.Contains(from, json, StringComparison.Ordinal);
        Replace(folder["m"], "machine.json", System.Text.Encoding.UTF8.GetBytes(json.Replace(from, to, StringComparison.Ordinal)));
        Refused(folder["m"]);
    }

    [Fact]
    public void RangesThatDoNotGrow_AreRefused()
    {
        using var folder = new TemporaryFolder();
        var (machine, beam) = (Small.Value.Machine, Small.Value.Energies[0]);
        var next = machine.Energies[0].EnergyMeVPerU + 1;
        Machine With(double rangeMm) => machine with { Energies = [machine.Energies[0], machine.Energies[0] with { EnergyMeVPerU = next, RangeMm = rangeMm }] };
        var beams = new[] { beam, beam with { EnergyMeVPerU = next } };
        MachineFile.Write(folder["m"], Small.Value with { Machine = With(machine.Energies[0].RangeMm), Energies = beams });
        Assert.Contains("rangeMm", Refused(folder["m"]), StringComparison.Ordinal);
        MachineFile.Write(folder["m"], Small.Value with { Machine = With(machine.Energies[0].RangeMm + 1), Energies = beams });
        MachineFile.Read(folder["m"]);
    }

    [Fact]
    public void DepthsBeyondTwoMetres_AreRefused()
    {
        using var folder = new TemporaryFolder();
        var beam = Small.Value.Energies[0];
        double[] depths = [.. beam.DepthMm[..^1], 2001];
        MachineFile.Write(folder["m"], Small.Value with { Energies = [beam with { DepthMm = depths }] });
        Assert.Contains("last depth", Refused(folder["m"]), StringComparison.Ordinal);
    }

    [Fact]
    public void MoreThanAGibibyteUnpacked_IsRefused()
    {
        using var folder = new TemporaryFolder();
        MachineFile.Write(folder["m"], Small.Value);
        var bytes = File.ReadAllBytes(folder["m"]);
        var entry = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8); // the directory's first entry; its unpacked length stands 24 bytes on
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(entry + 24), 0x4FFFFFFF);
        File.WriteAllBytes(folder["m"], bytes);
        Assert.Contains("unpacked", Refused(folder["m"]), StringComparison.Ordinal);
    }

    [Fact]
    public void NotANumber_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var beam = Small.Value.Energies[0];
        var let = (double[])beam.DoseAveragedLet.Clone();
        let[3] = double.NaN;
        MachineFile.Write(folder["m"], Small.Value with { Energies = [beam with { DoseAveragedLet = let }] });
        Assert.Contains("LET", Refused(folder["m"]), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFile_IsNamed() => Assert.Contains("nowhere.machine", Refused("/nowhere.machine"), StringComparison.Ordinal);

    private static BeamModel WithKernels()
    {
        var beam = Small.Value.Energies[0];
        var ones = beam.DepthMm.Select(_ => 0.5).ToArray();
        return Small.Value with { Energies = [beam with { Kernels = [new EffectKernel(0.1, 0.05, ones, ones), new EffectKernel(0.5, 0.05, ones, ones)] }] };
    }

    private static string Refused(string path)
    {
        var error = Assert.Throws<InputException>(() => MachineFile.Read(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }

    private static void Replace(string path, string name, byte[]? content)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        zip.GetEntry(name)!.Delete();
        if (content is null) return;
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(content);
    }
}
