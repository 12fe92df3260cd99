using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.TrackStructure;
using Hanbeam.Physics.Ions;

namespace Hanbeam.Biology.Mkm;

/// <summary>
/// The stochastic microdosimetric kinetic model [SatoFurusawa2012] as simplified for planning [InaniwaKanematsu2018]: with
/// α = α0 + β0 z*, β = β0 z*/z_d and the specific energy of nuclei spread about D with the variance z_n D,
/// −ln S = αD + βD² − ln{1 + D[½(α + 2βD)² − β] z_n}. A mixed field carries two tables, so it gets the linear–quadratic curve with this model's initial slope
/// and its dose of 10 % survival; between 0 and twice that dose the two effects differ by less than 2 % (test). Accuracy: verification
/// SurvivalOfHsgAndV79Cells_FollowsThePublishedCurves.
/// </summary>
public sealed class StochasticMkm : ICellModel
{
    private static readonly double TenPercent = Math.Log(10);

    private readonly MkmParameters parameters;

    /// <summary>Makes the model.</summary>
    /// <param name="parameters">The cell line's parameters; its saturation parameter is a fit of its own, not that of the formula.</param>
    public StochasticMkm(MkmParameters parameters) => this.parameters = parameters;

    /// <summary>The three means of an ion.</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u.</param>
    /// <param name="letKeVPerUm">Its LET in unit-density water, keV/µm.</param>
    public SmkMeans Means(Ion ion, double E, double letKeVPerUm)
    {
        var track = KieferChatterjee.Track(ion, E, letKeVPerUm);
        var (saturated, domain) = DomainSpecificEnergy.DoseMeansGy(track, parameters.DomainRadiusUm, parameters.SaturationGy);
        return new SmkMeans(saturated, domain, DomainSpecificEnergy.DoseMeanGy(track, parameters.NucleusRadiusUm, double.PositiveInfinity));
    }

    /// <summary>−ln S after a dose, the full formula.</summary>
    /// <param name="means">The field's means.</param>
    /// <param name="D">Dose, Gy.</param>
    public double LethalEvents(in SmkMeans means, double D)
    {
        var (alpha, beta) = Coefficients(means);
        var slope = alpha + 2 * beta * D;
        return (alpha + beta * D) * D - Math.Log(1 + D * (0.5 * slope * slope - beta) * means.NucleusGy);
    }

    /// <inheritdoc/>
    public IonEffect Effect(Ion ion, double E, double letKeVPerUm)
    {
        var means = Means(ion, E, letKeVPerUm);
        var (alpha, beta) = Coefficients(means);
        var initial = alpha - (0.5 * alpha * alpha - beta) * means.NucleusGy;
        var dose = DoseOfTenPercent(means);
        return new IonEffect(initial, Math.Max(0, (TenPercent - initial * dose) / (dose * dose)), means.SaturatedGy);
    }

    private (double Alpha, double Beta) Coefficients(in SmkMeans means) =>
        (parameters.Alpha0PerGy + parameters.BetaPerGy2 * means.SaturatedGy, parameters.BetaPerGy2 * means.SaturatedGy / means.DomainGy);

    // Bisection: −ln S grows with dose until far beyond 10 % survival.
    private double DoseOfTenPercent(in SmkMeans means)
    {
        var (low, high) = (0.0, 1.0);
        while (LethalEvents(means, high) < TenPercent) high *= 2;
        for (var n = 0; n < 50; n++)
        {
            var middle = 0.5 * (low + high);
            if (LethalEvents(means, middle) < TenPercent) low = middle;
            else high = middle;
        }

        return 0.5 * (low + high);
    }
}
