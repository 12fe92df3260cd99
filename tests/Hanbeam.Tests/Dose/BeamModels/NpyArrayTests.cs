using Hanbeam.Dose.BeamModels;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels;

public sealed class NpyArrayTests
{
    [Theory]
    [InlineData("<f8", 0)]
    [InlineData("<f4", 6e-8)]
    [InlineData("<f2", 5e-4)]
    public void Array_WrittenAndRead_IsTheSameToItsPrecision(string type, double relative)
    {
        double[] values = [0, 1, 0.1, 309.123, 1e-3, 2.5];
        var read = NpyArray.Decode(NpyArray.Encode([2, 3], values, type));
        Assert.Equal([2, 3], read.Shape);
        for (var i = 0; i < values.Length; i++) Assert.Equal(values[i], read.Values[i], relative * values[i]);
    }

    [Fact]
    public void Header_Is_NumPys()
    {
        var bytes = NpyArray.Encode([3], [1, 2, 3], "<f4");
        Assert.Equal(128 + 12, bytes.Length); // NumPy pads the header to a multiple of 64
        Assert.Contains("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Garbage_IsRefused_AsAFormat()
    {
        var good = NpyArray.Encode([2, 2], [1, 2, 3, 4], "<f8");
        for (var length = 0; length < good.Length; length++)
        {
            var cut = good[..length];
            Assert.Throws<FormatException>(() => NpyArray.Decode(cut));
        }

        Assert.Throws<FormatException>(() => NpyArray.Decode([.. good, 0]));
        Assert.Throws<FormatException>(() => NpyArray.Decode(Changed(good, "<f8", "<i8")));
        Assert.Throws<FormatException>(() => NpyArray.Decode(Changed(good, "False", "True ")));
        Assert.Throws<FormatException>(() => NpyArray.Decode(Changed(good, "(2, 2), }          ", "(99999, 99999999), }")[..good.Length]));
    }

    private static byte[] Changed(byte[] bytes, string from, string to) =>
        System.Text.Encoding.Latin1.GetBytes(System.Text.Encoding.Latin1.GetString(bytes).Replace(from, to, StringComparison.Ordinal));
}
