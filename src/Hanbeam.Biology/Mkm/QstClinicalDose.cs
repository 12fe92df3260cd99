using Hanbeam.Biology.LinearQuadratic;

namespace Hanbeam.Biology.Mkm;

/// <summary>
/// The clinical dose of NIRS/QST for scanned carbon beams [Inaniwa2015]: the modified MKM for HSG cells, a carbon beam as reference radiation, and a
/// factor that keeps the older clinical scale: D_clin = F·{−α_r + √[α_r² + 4β(α_mix d + β d²)]}/(2β) per fraction, with dose-weighted α_mix.
/// The reference is a carbon beam, so X-rays do not have RBE 1 in it. Limits: F·α/α_r for d → 0 and F for d → ∞.
/// </summary>
public sealed class QstClinicalDose : IRbeModel
{
    private readonly double sqrtBeta;
    private readonly double referenceAlpha;
    private readonly double clinicalFactor;

    /// <summary>Makes the model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="mkm">The cell line's model.</param>
    /// <param name="referenceAlphaPerGy">α_r of the reference beam, 1/Gy.</param>
    /// <param name="clinicalFactor">F, dimensionless.</param>
    /// <param name="validity">Where it holds.</param>
    public QstClinicalDose(string name, ModifiedMkm mkm, double referenceAlphaPerGy, double clinicalFactor, RbeValidity validity)
    {
        Name = name;
        Mkm = mkm;
        Validity = validity;
        Cell = new MkmCell(mkm.Parameters);
        sqrtBeta = Math.Sqrt(mkm.Parameters.BetaPerGy2);
        referenceAlpha = referenceAlphaPerGy;
        this.clinicalFactor = clinicalFactor;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool NeedsEffect => true;

    /// <summary>The cell line's model.</summary>
    public ModifiedMkm Mkm { get; }

    /// <inheritdoc/>
    public ICellModel Cell { get; }

    /// <inheritdoc/>
    public RbeValidity Validity { get; }

    /// <inheritdoc/>
    public double Alpha(int Z, int A, double E) => Mkm.AlphaPerGy(Z, E);

    /// <inheritdoc/>
    public double SqrtBeta(int Z, int A, double E) => sqrtBeta;

    /// <inheritdoc/>
    public RbeWeightedDose Evaluate(double doseGy, double alphaDose, double sqrtBetaDose)
    {
        var beta = sqrtBeta * sqrtBeta;
        var root = Math.Sqrt(referenceAlpha * referenceAlpha + 4 * beta * (alphaDose + sqrtBetaDose * sqrtBetaDose));
        var byEffect = clinicalFactor / root;
        return new RbeWeightedDose(clinicalFactor * (root - referenceAlpha) / (2 * beta), 0, byEffect, 2 * sqrtBetaDose * byEffect);
    }
}
