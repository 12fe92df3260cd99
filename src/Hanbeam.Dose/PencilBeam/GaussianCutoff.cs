using Hanbeam.Numerics.Special;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>Where lateral Gaussians are cut in the final dose, and what the cut is worth.</summary>
internal static class GaussianCutoff
{
    /// <summary>Half width in sigmas: outside lies 1 − erf(4/√2) = 6·10⁻⁵ of a profile, which is given back.</summary>
    public const float Sigmas = 4;

    /// <summary>A component that carries less than this share of the layer's peak anywhere in its plane is left out.</summary>
    public const float NegligibleShare = 1e-7f;

    /// <summary>1 / erf(4/√2)², by which the cut square is scaled up.</summary>
    public static readonly float Compensation = (float)(1 / Math.Pow(ErrorFunction.Erf(Sigmas / Math.Sqrt(2)), 2));

    /// <summary>What <see cref="Treatment.Machines.MachineOptions.CutoffCompensation"/> asks for: a round cut where a spot holds this share of its dose, which is given back [Wieser2017].</summary>
    public const float RoundShare = 0.995f;

    /// <summary>Largest radius of a round cut, in sigmas.</summary>
    public const float LargestRoundRadius = (float)(RoundSigmas * 0.5 * (1 + RadiusRatio));

    // Radii are the middles of a grid of 120 from 0.1 mm to 1 m, even in their logarithm. That which is taken lies in the first cell up to which midpoint sums of the Gaussian reach the share, at 3.27752 sigmas
    // (exact sums would at 3.25525): found from matRad's own table of radii, all 1066 of which come out so.
    private const float RoundSigmas = 3.27752f;

    // 10^(4/119): four decades in 119 cells. Powers are made by products, which give the same bits on every machine.
    private const double RadiusRatio = 1.0804718223181228;
    private const int Cells = 120;
    private const double FirstRadiusMm = 0.1;

    private static readonly float[] LargestSigmaMm = [.. Grid().Select(radius => (float)(radius / RoundSigmas))];
    private static readonly float[] RadiusMm = [.. Grid().Select(radius => (float)(radius * 0.5 * (1 + 1 / RadiusRatio)))];

    /// <summary>Which round cut a Gaussian has.</summary>
    /// <param name="sigmaMm">Sigma of the Gaussian, mm.</param>
    public static int RoundCell(float sigmaMm)
    {
        var found = Array.BinarySearch(LargestSigmaMm, sigmaMm);
        return Math.Min(found < 0 ? ~found : found, Cells - 1);
    }

    /// <summary>Radius of a round cut, mm.</summary>
    /// <param name="cell">Which one.</param>
    public static float RoundRadiusMm(int cell) => RadiusMm[cell];

    /// <summary>Square of the radius of a round cut, in sigmas.</summary>
    /// <param name="sigmaMm">Sigma of the Gaussian, mm.</param>
    public static float RoundRadiusSquared(float sigmaMm)
    {
        var radius = RadiusMm[RoundCell(sigmaMm)] / sigmaMm;
        return radius * radius;
    }

    private static IEnumerable<double> Grid()
    {
        var radius = FirstRadiusMm;
        for (var cell = 0; cell < Cells; cell++, radius *= RadiusRatio) yield return radius;
    }
}
