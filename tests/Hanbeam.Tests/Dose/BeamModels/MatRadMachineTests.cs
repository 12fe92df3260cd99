using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Hanbeam.Dose.BeamModels.MatRad;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels;

/// <summary>matRad's machine files: the shipped one against its values in JSON, made-up ones for what can go wrong.</summary>
public sealed class MatRadMachineTests
{
    [Fact]
    public void Read_CarbonGeneric_HasEveryValueOfItsTwinInJson()
    {
        if (!SharedData.Available) Assert.Skip("the reference data are not here");
        var model = MatRadMachine.Read(SharedData.Path("reference", "matrad", "mat", "carbon_Generic.mat"));
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path("reference", "matrad", "basedata", "carbon_Generic.json")));
        var data = json.RootElement.GetProperty("data").EnumerateArray().ToArray();
        Assert.Equal(121, model.Energies.Count);
        for (var n = 0; n < data.Length; n++)
        {
            var beam = model.Energies[n];
            Assert.Equal(data[n].GetProperty("energy").GetDouble(), beam.EnergyMeVPerU);
            Assert.Equal(Numbers(data[n], "depths"), beam.DepthMm);
            Assert.Equal(Numbers(data[n], "LET"), beam.DoseAveragedLet);
            Assert.Equal(Numbers(data[n], "sigma"), beam.Components[0].SigmaMm);
            Assert.Equal(Numbers(data[n], "Z").Select(z => z * 1.602176634e-2), beam.IntegralDose, (a, b) => Math.Abs(a - b) <= 1e-12 * b);
            var alpha = data[n].GetProperty("alpha").EnumerateArray().Select(row => row.EnumerateArray().Select(v => v.GetDouble()).ToArray()).ToArray();
            Assert.Equal(alpha.Select(row => row[1]), beam.Kernels[1].Alpha);
            Assert.Equal((0.5, 0.05), (beam.Kernels[1].AlphaX, beam.Kernels[1].BetaX));
        }

        Assert.True(model.Machine.Asks(MachineOptions.AirOffset) && model.Machine.Asks(MachineOptions.CutoffCompensation));
        Assert.Equal((10000.0, 2000.0, "12C"), (model.Machine.SourceAxisDistanceXMm, model.Machine.NozzleExitToIsocenterMm, model.Machine.Ion.Symbol));
    }

    [Theory]
    [InlineData("short", "is no MAT-file of level 5")]
    [InlineData("hdf5", "is a MAT-file of version 7.3 (HDF5); save it with -v7")]
    [InlineData("big-endian", "is a big-endian MAT-file, which is not read; save it on a current machine")]
    [InlineData("long-element", "ends within an element of 4294967280 bytes")]
    [InlineData("damaged-zlib", "has damaged compressed data")]
    [InlineData("no-machine", "holds no variable 'machine' (it holds x)")]
    [InlineData("many-cells", "announces 2147483647 arrays in 0 bytes")]
    public void Read_OfADamagedFile_SaysWhatIsWrong(string kind, string expected)
    {
        using var folder = new TemporaryFolder();
        var file = folder[kind + ".mat"];
        File.WriteAllBytes(file, Damaged(kind));
        var error = Assert.Throws<InputException>(() => MatRadMachine.Read(file));
        Assert.Equal($"{file} {expected}", error.Message);
    }

    private static byte[] Damaged(string kind) => kind switch
    {
        "short" => [1, 2, 3],
        "hdf5" => [.. "\x89HDF\r\n\x1a\n"u8, .. new byte[600]],
        "big-endian" => MatBytes([], "MI"),
        "long-element" => MatBytes(Tag(14, 0xFFFFFFF0)),
        "damaged-zlib" => MatBytes([.. Tag(15, 8), 1, 2, 3, 4, 5, 6, 7, 8]),
        "no-machine" => MatBytes(Matrix(6, [1, 1], "x", [.. Tag(9, 8), .. new byte[8]])),
        _ => MatBytes(Matrix(1, [int.MaxValue, 2], "machine", [])),
    };

    private static byte[] MatBytes(byte[] content, string endian = "IM") => [.. Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file".PadRight(124)), 0, 1, .. Encoding.ASCII.GetBytes(endian), .. content];

    private static byte[] Matrix(byte kind, int[] dimensions, string name, byte[] data)
    {
        byte[] inner = [.. Tag(6, 8), kind, 0, 0, 0, 0, 0, 0, 0, .. Tag(5, 8), .. Int(dimensions[0]), .. Int(dimensions[1]), .. Tag(1, (uint)name.Length), .. Encoding.ASCII.GetBytes(name.PadRight((name.Length + 7) / 8 * 8, '\0')), .. data];
        return [.. Tag(14, (uint)inner.Length), .. inner];
    }

    private static byte[] Tag(uint type, uint length) => [.. Int((int)type), .. Int((int)length)];

    private static byte[] Int(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static double[] Numbers(JsonElement entry, string name) => [.. entry.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
