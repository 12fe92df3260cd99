using Hanbeam.Biology.LinearQuadratic;

namespace Hanbeam.Biology.Mkm;

/// <summary>
/// The older clinical dose of NIRS for passive beams [Kanai1999]: physical dose times the RBE of HSG cells at 10 % survival, which does not depend on dose,
/// times a clinical factor: D = F·d·D10,x/D10 = F·D10,x/(2L)·{Σα_i d_i + √[(Σα_i d_i)² + 4L(Σ√β_i d_i)²]}, L = ln 10. NIRS took α by LET from
/// measured tables, which are not public; here α is that of the modified MKM, which was fitted to the same cells. For reading old prescriptions, not for
/// reproducing a plan: the published points of the scale are met within 6 % (verification KanaiClinicalDose_MeetsThePublishedPoints).
/// </summary>
public sealed class KanaiClinicalDose : IRbeModel
{
    private static readonly double TenPercent = Math.Log(10);

    private readonly EffectTable table;
    private readonly double scale;

    /// <summary>Makes the model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cell">HSG cells.</param>
    /// <param name="photons">HSG cells after X-rays.</param>
    /// <param name="clinicalFactor">F, dimensionless.</param>
    /// <param name="validity">Where it holds.</param>
    public KanaiClinicalDose(string name, ICellModel cell, PhotonCurve photons, double clinicalFactor, RbeValidity validity)
    {
        Name = name;
        Cell = cell;
        Validity = validity;
        table = new EffectTable(cell);
        scale = clinicalFactor * photons.DoseOf(TenPercent).DoseGy / (2 * TenPercent);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool NeedsEffect => true;

    /// <inheritdoc/>
    public ICellModel Cell { get; }

    /// <inheritdoc/>
    public RbeValidity Validity { get; }

    /// <inheritdoc/>
    public double Alpha(int Z, int A, double E) => table.AlphaPerGy(Z, E);

    /// <inheritdoc/>
    public double SqrtBeta(int Z, int A, double E) => table.SqrtBetaPerGy(Z, E);

    /// <inheritdoc/>
    public RbeWeightedDose Evaluate(double doseGy, double alphaDose, double sqrtBetaDose)
    {
        var root = Math.Sqrt(alphaDose * alphaDose + 4 * TenPercent * sqrtBetaDose * sqrtBetaDose);

        // Without dose the derivatives depend on the direction; those along pure √β bound the others.
        if (root == 0) return new RbeWeightedDose(0, 0, scale, 2 * Math.Sqrt(TenPercent) * scale);
        return new RbeWeightedDose(scale * (alphaDose + root), 0, scale * (1 + alphaDose / root), scale * 4 * TenPercent * sqrtBetaDose / root);
    }
}
