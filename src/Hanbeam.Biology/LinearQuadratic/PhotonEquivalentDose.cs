namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>
/// RBE-weighted dose as the dose of the reference radiation with the same effect. A mixed field has the effect Σα_i d_i + (Σ√β_i d_i)²
/// [ZaiderRossi1980]; where the reference curve is straight beyond D_t, so is the field's beyond a physical dose of D_t, with the same slope
/// [ScholzKraft1996], [KraemerScholz2006]. Limits: α/α_x for d → 0; a field with the reference's α and β has RBE 1 at every dose.
/// </summary>
public sealed class PhotonEquivalentDose : IRbeModel
{
    private readonly EffectTable table;
    private readonly PhotonCurve photons;

    /// <summary>Makes the model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cell">What ions do to the cells.</param>
    /// <param name="photons">Survival after the reference radiation.</param>
    /// <param name="validity">Where it holds.</param>
    public PhotonEquivalentDose(string name, ICellModel cell, PhotonCurve photons, RbeValidity validity)
    {
        Name = name;
        Cell = cell;
        Validity = validity;
        this.photons = photons;
        table = new EffectTable(cell);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool NeedsEffect => true;

    /// <inheritdoc/>
    public ICellModel Cell { get; }

    /// <inheritdoc/>
    public RbeValidity Validity { get; }

    /// <summary>Survival after the reference radiation.</summary>
    public PhotonCurve Photons => photons;

    /// <inheritdoc/>
    public double Alpha(int Z, int A, double E) => table.AlphaPerGy(Z, E);

    /// <inheritdoc/>
    public double SqrtBeta(int Z, int A, double E) => table.SqrtBetaPerGy(Z, E);

    /// <inheritdoc/>
    public RbeWeightedDose Evaluate(double doseGy, double alphaDose, double sqrtBetaDose) => Evaluate(photons, doseGy, alphaDose, sqrtBetaDose);

    /// <summary>The dose of a reference radiation with the effect of a field, with its derivatives.</summary>
    /// <param name="photons">Survival after the reference radiation.</param>
    /// <param name="doseGy">Physical dose d of one fraction, Gy.</param>
    /// <param name="alphaDose">Sum of alpha_i·d_i.</param>
    /// <param name="sqrtBetaDose">Sum of sqrt(beta_i)·d_i.</param>
    public static RbeWeightedDose Evaluate(in PhotonCurve photons, double doseGy, double alphaDose, double sqrtBetaDose)
    {
        if (doseGy <= photons.ThresholdGy)
        {
            var (dose, slope) = photons.DoseOf(alphaDose + sqrtBetaDose * sqrtBetaDose);
            return new RbeWeightedDose(dose, 0, slope, 2 * sqrtBetaDose * slope);
        }

        // effect = a D_t + b D_t² + s (d − D_t) with a = Σα_i d_i/d and b = (Σ√β_i d_i/d)²
        var share = photons.ThresholdGy / doseGy;
        var linear = share * alphaDose;
        var root = share * sqrtBetaDose;
        var (equivalent, by) = photons.DoseOf(linear + root * root + photons.LargestSlopePerGy * (doseGy - photons.ThresholdGy));
        return new RbeWeightedDose(equivalent, by * (photons.LargestSlopePerGy - (linear + 2 * root * root) / doseGy), by * share, by * 2 * root * share);
    }
}
