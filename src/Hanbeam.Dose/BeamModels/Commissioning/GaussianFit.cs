using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>A Gaussian fitted to a profile.</summary>
/// <param name="CenterMm">Its middle, mm.</param>
/// <param name="SigmaMm">Its sigma, mm.</param>
/// <param name="Height">Its height, unit of the profile.</param>
internal sealed record GaussianFit(FittedFigure CenterMm, FittedFigure SigmaMm, FittedFigure Height)
{
    // Below this part of the highest a spot in air is tail and background, not its Gaussian.
    private const double LowestPart = 0.05;

    /// <summary>Fits the points above a twentieth of the highest.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="InputException">It has fewer than five such points.</exception>
    public static GaussianFit Of(SpotProfile profile)
    {
        var highest = profile.Dose.Max();
        var used = Enumerable.Range(0, profile.Dose.Length).Where(n => profile.Dose[n] >= LowestPart * highest).ToArray();
        if (used.Length < 5) throw new InputException(FormattableString.Invariant($"{profile.Source}: the profile of {profile.EnergyMeVPerU} MeV/u has {used.Length} points above {100 * LowestPart:0} % of its highest, and at least 5 are needed for its width."));
        var sum = used.Sum(n => profile.Dose[n]);
        var center = used.Sum(n => profile.Dose[n] * profile.PositionMm[n]) / sum;
        var sigma = Math.Sqrt(used.Sum(n => profile.Dose[n] * Math.Pow(profile.PositionMm[n] - center, 2)) / sum);
        var width = profile.PositionMm[^1] - profile.PositionMm[0];
        var fit = LevenbergMarquardt.Minimise((p, r) =>
        {
            for (var i = 0; i < used.Length; i++)
            {
                var (x, measured) = (profile.PositionMm[used[i]], profile.Dose[used[i]]);
                r[i] = (p[2] * Math.Exp(-0.5 * Math.Pow((x - p[0]) / p[1], 2)) - measured) / (profile.RelativeUncertainty * measured + profile.Background * highest);
            }
        }, used.Length, [center, sigma, highest], [0.01 * sigma, 0.01 * sigma, 0.01 * highest], [profile.PositionMm[0], 0.05, 0.5 * highest], [profile.PositionMm[^1], width, 2 * highest]);
        FittedFigure Figure(int p) => new(fit.Parameters[p], fit.Uncertainty(p));
        return new GaussianFit(Figure(0), Figure(1), Figure(2));
    }
}
