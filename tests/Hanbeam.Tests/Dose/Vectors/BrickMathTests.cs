using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Hanbeam.Dose.Influence;
using Hanbeam.Dose.Vectors;
using Xunit;

namespace Hanbeam.Tests.Dose.Vectors;

public sealed class BrickMathTests
{
    [Fact]
    public void Exp2_FromZeroDown_IsThePowerToAFewUnitsInTheLastPlace()
    {
        for (var y = 0f; y > -120; y -= 0.0371f)
        {
            var power = BrickMath.Exp2(Vector512.Create(y)).GetElement(3);

            // The series ends at 3e-6.
            Assert.Equal(1, power / Math.Pow(2, y), 4e-6);
        }

        Assert.Equal(0, BrickMath.Exp2(Vector512.Create(-1e6f)).GetElement(0), 2e-38);
    }

    [Fact]
    public void ReciprocalSqrt_OverManyDecades_IsExactToFloats()
    {
        for (var x = 1e-6f; x < 1e8; x *= 1.37f)
            Assert.Equal(1, BrickMath.ReciprocalSqrt(Vector512.Create(x)).GetElement(5) * Math.Sqrt(x), 4e-7);
    }

    [Fact]
    public void Max_WhereverItIs_IsFound()
    {
        for (var lane = 0; lane < 16; lane++)
        {
            var values = Enumerable.Range(0, 16).Select(n => n == lane ? 7f : -n).ToArray();
            Assert.Equal(7f, BrickMath.Max(Vector512.Create(values)));
        }
    }

    [Fact]
    public void Mantissas_WrittenAndRead_AreRounded()
    {
        Check<ByteMantissa>(255);
        Check<UShortMantissa>(65535);
    }

    // InstructionSetTests starts this class with one of them switched off.
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void InstructionsThatAreSwitchedOff_AreNotUsed(string name)
    {
        if (Environment.GetEnvironmentVariable(name) != "0") return;
        Assert.False(Avx512F.IsSupported);
        if (name != "DOTNET_EnableAVX512") Assert.False(Avx2.IsSupported);
        if (name == "DOTNET_EnableHWIntrinsic") Assert.False(Vector256.IsHardwareAccelerated);
    }

    private static void Check<T>(int most)
        where T : struct, IMantissa
    {
        var values = Enumerable.Range(0, 16).Select(n => most * n / 15f).ToArray();
        var bytes = new byte[16 * T.Size];
        T.Store(ref bytes[0], Vector512.Create(values));
        var read = T.Load(ref bytes[0]);
        for (var n = 0; n < 16; n++) Assert.Equal(MathF.Floor(values[n] + 0.5f), read.GetElement(n));
        Assert.Equal(most, T.Levels);
    }
}
