using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.TrackStructure;
using Hanbeam.Physics;
using Hanbeam.Physics.Ions;

namespace Hanbeam.Biology.Lem;

/// <summary>
/// The first local effect model [ScholzKraft1996] in its rapid form [KraemerScholz2006]. One traversal through the middle of the nucleus of area A_n leaves
/// N₁ = ∫ −ln S_x(D(r)) dA/A_n lethal events and the mean dose d₁ = 0.1602 LET/A_n. α_z = N₁/d₁ is the slope for independent tracks;
/// since a track kills at most once, α = [1 − exp(−N₁)]/d₁. From β_z = (s_max − α_z)/(2 D_t), not below 0, follows β = (α/α_z)² β_z. With
/// <see cref="LemAveraging.ImpactParameter"/> the effect of delta rays beyond r_n is added to both slopes [Russo2011]: without it fast protons would fall below
/// α_x. Accuracy: verification LocalEffectModel_MatchesSurvival_WithinOnePercentForCarbon.
/// </summary>
public sealed class LocalEffectModel : ICellModel
{
    /// <summary>Makes the model.</summary>
    /// <param name="parameters">The cell line's parameters.</param>
    public LocalEffectModel(LemParameters parameters) => Parameters = parameters;

    /// <summary>The parameters.</summary>
    public LemParameters Parameters { get; }

    /// <inheritdoc/>
    public IonEffect Effect(Ion ion, double E, double letKeVPerUm)
    {
        var track = ScholzKraft.Track(E, letKeVPerUm);
        var (photons, radius) = (Parameters.Photons, Parameters.NucleusRadiusUm);
        var area = Math.PI * radius * radius;
        var traversalGy = PhysicalConstants.GyUm2PerKeVPerUm * letKeVPerUm / area;
        var lethal = LocalEffect.Integral(track, photons, 0, radius) / area;
        var outside = Parameters.Averaging == LemAveraging.Central ? 0 : LocalEffect.Integral(track, photons, radius, track.PenumbraRadiusUm) / area / traversalGy;
        var independent = lethal / traversalGy + outside;
        var alpha = -Expm1(-lethal) / traversalGy + outside;
        var beta = Math.Max(0, (photons.LargestSlopePerGy - independent) / (2 * photons.ThresholdGy));
        return new IonEffect(alpha, alpha / independent * (alpha / independent) * beta);
    }

    // exp(x) − 1 with its digits for small x.
    private static double Expm1(double x) => Math.Abs(x) < 1e-4 ? x * (1 + 0.5 * x) : Math.Exp(x) - 1;
}
