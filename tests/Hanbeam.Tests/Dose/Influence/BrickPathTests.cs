using System.Runtime.InteropServices;
using Hanbeam.Dose.Influence;
using Xunit;

namespace Hanbeam.Tests.Dose.Influence;

/// <summary>Products with the instructions of this process, written down so that another process with fewer of them can be compared (InstructionSetTests).</summary>
public sealed class BrickPathTests
{
    /// <summary>Where a process is to write its products; a kind's name is put behind it.</summary>
    public const string FileVariable = "HANBEAM_TEST_BRICK_PRODUCTS";

    [Theory]
    [InlineData(InfluenceKind.Recomputed)]
    [InlineData(InfluenceKind.StoredWide)]
    [InlineData(InfluenceKind.Stored)]
    public void Products_OfRandomVectors_AreFiniteAndNotEmpty(InfluenceKind kind)
    {
        var products = Products(kind);
        Assert.All(products, value => Assert.True(double.IsFinite(value)));
        Assert.True(products.Max() > 0);
        if (Environment.GetEnvironmentVariable(FileVariable) is { } file) File.WriteAllBytes(file + kind, MemoryMarshal.AsBytes<double>(products).ToArray());
    }

    /// <summary>Dose of some weights as a share of its maximum, then the gradient of some derivatives by dose and LET·dose as a share of its own.</summary>
    public static double[] Products(InfluenceKind kind)
    {
        var product = BrickOperatorTests.Operator(kind);
        var forward = new VoxelQuantities(BrickOperatorTests.PointCount);
        product.Forward([.. Enumerable.Range(0, BrickOperatorTests.SpotCount).Select(n => 1.0 + n % 7)], forward);
        var derivatives = new VoxelQuantities(BrickOperatorTests.PointCount);
        for (var n = 0; n < derivatives.Dose.Length; n++) (derivatives.Dose[n], derivatives.LetDose[n]) = (1 + n % 5, n % 3);
        var gradient = new double[BrickOperatorTests.SpotCount];
        product.Adjoint(derivatives, gradient);
        var (most, steepest) = (forward.Dose.Max(), gradient.Max());
        return [.. forward.Dose.Select(dose => dose / most), .. gradient.Select(slope => slope / steepest)];
    }
}
