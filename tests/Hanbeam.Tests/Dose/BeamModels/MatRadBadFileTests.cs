using System.Buffers.Binary;
using Hanbeam.Dose.BeamModels.MatRad;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels;

/// <summary>What is no machine of matRad, or a damaged one, is refused in a sentence, in little time and memory.</summary>
public sealed class MatRadBadFileTests
{
    private static readonly string[] DataFields = ["energy", "depths", "Z", "sigma", "initFocus"];

    [Fact]
    public void Read_OfTheSmallMachine_Works() => Assert.Equal(2, Read(MatBytes.File(MatBytes.Compressed(Machine()))).Energies.Count);

    [Theory]
    [InlineData("data.energy", "has no number data.energy")]
    [InlineData("data.depths", "has no depths in the data of 100 MeV/u")]
    [InlineData("data.Z", "has no Z in the data of 100 MeV/u")]
    [InlineData("data.sigma", "has no sigma in the data of 100 MeV/u")]
    [InlineData("data.initFocus", "has no initFocus at 100 MeV/u")]
    [InlineData("meta.SAD", "has no number meta.SAD")]
    [InlineData("meta.BAMStoIsoDist", "has no number meta.BAMStoIsoDist")]
    [InlineData("meta.radiationMode", "has no meta.radiationMode")]
    [InlineData("meta", "has a machine without meta")]
    [InlineData("data", "has a machine without data")]
    public void Read_WithoutAField_NamesIt(string missing, string expected) => Refused(MatBytes.File(Machine(without: missing)), expected);

    [Theory]
    [InlineData("Z", 4, 1, "has 4 values of Z in the data of 100 MeV/u where 5 belong")]
    [InlineData("sigma", 2, 3, "has 6 values of sigma in the data of 100 MeV/u where 5 belong")]
    [InlineData("depths", 0, 0, "has no depths in the data of 100 MeV/u")]
    public void Read_OfATableOfTheWrongShape_SaysWhatBelongs(string field, int rows, int columns, string expected) =>
        Refused(MatBytes.File(Machine(replaced: field, value: MatBytes.Numbers("", rows, columns, [.. Enumerable.Range(0, rows * columns).Select(n => 1.0 + n)]))), expected);

    [Theory]
    [InlineData("Z", double.NaN)]
    [InlineData("sigma", double.PositiveInfinity)]
    [InlineData("depths", double.NaN)]
    public void Read_OfNoFiniteNumber_NamesTheTable(string field, double value) =>
        Refused(MatBytes.File(Machine(replaced: field, value: MatBytes.Row(0, 4, value, 9, 10))), $"has a value of {field} in the data of 100 MeV/u that is no finite number");

    [Fact]
    public void Read_OfTextWhereNumbersBelong_SaysSo() => Refused(MatBytes.File(Machine(replaced: "Z", value: MatBytes.Text("much"))), "has no Z in the data of 100 MeV/u");

    [Fact]
    public void Read_CutShortAnywhere_IsRefused()
    {
        var whole = MatBytes.File(Machine());
        for (var length = 0; length < whole.Length; length += 7) Refused(whole[..length], "");
        var packed = MatBytes.File(MatBytes.Compressed(Machine()));
        for (var length = 0; length < packed.Length; length += 7) Refused(packed[..length], "");
    }

    [Fact]
    public void Read_OfSomethingElseThanZlib_SaysSo()
    {
        Refused(MatBytes.File(MatBytes.Element(15, Machine())), "has damaged compressed data");
        var packed = MatBytes.Compressed(Machine());
        packed[^6] ^= 0x55; // within the checksum or the last block
        Refused(MatBytes.File(packed), "");
    }

    [Fact]
    public void Read_OfHugeAnnouncements_TakesNoMemoryForThem()
    {
        const int large = int.MaxValue;
        Refused(MatBytes.File(MatBytes.Array(6, [large, large], "machine", MatBytes.Element(9, new byte[8]))), "has an array of 1 values where 2147483647 are announced");
        Refused(MatBytes.File(MatBytes.Array(1, [large, 1], "machine", [])), "announces 2147483647 arrays in 0 bytes");
        Refused(MatBytes.File(MatBytes.Array(2, [large, 1], "machine", [.. MatBytes.Element(5, [32, 0, 0, 0]), .. MatBytes.Element(1, new byte[32])])), "announces 2147483647 arrays in 0 bytes");
        Refused(MatBytes.File(MatBytes.Element(14, new byte[8], announced: 0xFFFFFFF0)), "ends within an element of 4294967280 bytes");
        Refused(MatBytes.File(MatBytes.Array(2, [large, large], "machine", [.. MatBytes.Element(5, [32, 0, 0, 0]), .. MatBytes.Element(1, [])])), "has a machine without meta");
    }

    [Fact]
    public void Read_OfMuchThatIsPackedSmall_StopsAtTheLimit() => Refused(MatBytes.File(MatBytes.Compressed(new byte[300 << 20])), "unpacks to more than 256 MB", allowedBytes: 2L << 30);

    [Fact]
    public void Read_OfDeepNesting_StopsAtTheLimit()
    {
        var inner = MatBytes.Row(1);
        for (var n = 0; n < 10_000 / 64; n++) inner = MatBytes.Array(1, [1, 1], n == 10_000 / 64 - 1 ? "machine" : "", inner);
        Refused(MatBytes.File(inner), "nests arrays deeper than 32");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_WithAnyBytesChanged_WorksOrIsRefused(bool bits)
    {
        var whole = MatBytes.File(Machine());
        var state = 12345u;
        uint Next() => state = 1664525 * state + 1013904223; // Numerical Recipes' generator: the same bytes on every machine
        for (var trial = 0; trial < 4000; trial++)
        {
            byte[] changed = [.. whole];
            for (var n = 0; n < 1 + trial % 4; n++)
            {
                var at = 128 + (int)(Next() % (uint)(changed.Length - 132));
                if (bits) changed[at] ^= (byte)(1 << (int)(Next() >> 29));
                else BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(at & ~3), (Next() >> 30) switch { 0 => 0, 1 => uint.MaxValue, 2 => 0x7FFFFFFF, _ => Next() });
            }

            try
            {
                Read(changed);
            }
            catch (InputException error)
            {
                Assert.DoesNotContain('\n', error.Message);
            }
        }
    }

    private static void Refused(byte[] file, string expected, long allowedBytes = 64 << 20)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InputException>(() => Read(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, allowedBytes);
        Assert.Contains("bad.mat " + expected, error.Message, StringComparison.Ordinal);
    }

    private static Hanbeam.Dose.BeamModels.BeamModel Read(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["bad.mat"], bytes);
        return MatRadMachine.Read(folder["bad.mat"]);
    }

    // Two energies of five depths; a field left out or replaced in both.
    private static byte[] Machine(string? without = null, string? replaced = null, byte[]? value = null)
    {
        (string, byte[])[] Kept(string prefix, params (string Name, byte[] Value)[] fields) => [.. fields.Where(field => prefix + field.Name != without)];
        var meta = MatBytes.Struct("", Kept("meta.", ("SAD", MatBytes.Row(10000)), ("BAMStoIsoDist", MatBytes.Row(2000)), ("radiationMode", MatBytes.Text("carbon")), ("name", MatBytes.Text("small"))));
        (string, byte[])[] Energy(double energy, double stretch)
        {
            byte[][] values =
            [
                MatBytes.Row(energy), MatBytes.Row(0, 5 * stretch, 9 * stretch, 10 * stretch, 12 * stretch), MatBytes.Row(3, 4, 9, 1, 0.1), MatBytes.Row(0, 0.1, 0.2, 0.2, 0.3),
                MatBytes.Struct("", [("dist", MatBytes.Row(0, 20000)), ("sigma", MatBytes.Row(4, 5))]),
            ];
            return Kept("data.", [.. DataFields.Zip(values, (name, own) => (name, name == replaced ? value! : own))]);
        }

        return MatBytes.Struct("machine", Kept("", ("meta", meta), ("data", MatBytes.Struct("", Energy(100, 3), Energy(120, 4)))));
    }
}
