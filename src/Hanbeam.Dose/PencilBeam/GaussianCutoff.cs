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

    /// <summary>Square of its radius in sigmas: −2·ln(1 − share).</summary>
    public static readonly float RoundRadiusSquared = (float)(-2 * Math.Log(1 - (double)RoundShare));
}
