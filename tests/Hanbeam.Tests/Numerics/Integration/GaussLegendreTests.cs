using Hanbeam.Numerics.Integration;
using Xunit;

namespace Hanbeam.Tests.Numerics.Integration;

public sealed class GaussLegendreTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(24)]
    public void Integrate_PolynomialOfDegreeTwoNMinusOne_IsExact(int nodes)
    {
        var degree = 2 * nodes - 1;
        var integral = new GaussLegendre(nodes).Integrate(x => (degree + 1) * Math.Pow(x, degree), 0, 2);
        Assert.Equal(Math.Pow(2, degree + 1), integral, 1e-13 * Math.Pow(2, degree + 1)); // rounding
    }

    [Fact]
    public void Integrate_DegreeTwoN_IsNotExact() => // the rule is no better than it should be: an error of the known size 1/6 for n = 1
        Assert.Equal(1.0 / 3 - 1.0 / 12, new GaussLegendre(1).Integrate(x => x * x, 0, 1), 1e-14);
}
