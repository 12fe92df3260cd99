using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Nuclear;

namespace Hanbeam.Dose.BeamModels;

/// <summary>
/// Energies of a fragment of the primary along the beam: a Gaussian of momentum of Goldhaber's width, on nine points from −2 to 2 sigma. It keeps
/// fragments that lost one neutron from all stopping at one depth.
/// </summary>
internal static class GoldhaberSpread
{
    public const int Count = 9;

    private static readonly double[] Sigmas = [.. Enumerable.Range(0, Count).Select(i => 0.5 * i - 2)];

    /// <summary>Share of each point.</summary>
    public static readonly double[] Weights = Normalised([.. Sigmas.Select(x => Math.Exp(-0.5 * x * x))]);

    /// <summary>Energy of the fragment at one point, MeV/u.</summary>
    public static double Energy(Ion fragment, double primaryMeVPerU, int point)
    {
        var primary = Ion.Carbon12;
        var sigma = Kinematics.Gamma(primary, primaryMeVPerU) * FragmentMomenta.MomentumSigmaMeV(primary, fragment);
        return Kinematics.EnergyMeVPerU(fragment, Kinematics.MomentumMeV(fragment, primaryMeVPerU) + Sigmas[point] * sigma);
    }

    /// <summary>The highest energy a species can have, MeV/u.</summary>
    public static double HighestEnergy(Ion fragment, double primaryMeVPerU) => Energy(fragment, primaryMeVPerU, Count - 1);

    private static double[] Normalised(double[] weights)
    {
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }
}
