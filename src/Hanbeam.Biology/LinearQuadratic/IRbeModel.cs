namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>
/// An RBE model: what an ion does (alpha and sqrt(beta) by Z, A, E) and how dose and effect of ONE fraction become Gy(RBE).
/// A mixed field's alpha and sqrt(beta) are dose-weighted means [ZaiderRossi1980]; the model never sees beams or voxels.
/// </summary>
public interface IRbeModel
{
    /// <summary>The name on the command line and beside every dose, for example mmkm-qst.</summary>
    string Name { get; }

    /// <summary>Whether the model needs alpha and sqrt(beta) at all; <c>physical</c> and <c>constant:V</c> do not.</summary>
    bool NeedsEffect { get; }

    /// <summary>What single ions do to the cells, or null for a model that depends on no ion.</summary>
    ICellModel? Cell => null;

    /// <summary>Where the model has been shown to hold.</summary>
    RbeValidity Validity => RbeValidity.Everywhere;

    /// <summary>Initial slope of the ion, 1/Gy.</summary>
    /// <param name="Z">Charge number.</param>
    /// <param name="A">Mass number.</param>
    /// <param name="E">Kinetic energy, MeV/u.</param>
    double Alpha(int Z, int A, double E);

    /// <summary>Square root of the ion's quadratic coefficient, 1/Gy.</summary>
    /// <param name="Z">Charge number.</param>
    /// <param name="A">Mass number.</param>
    /// <param name="E">Kinetic energy, MeV/u.</param>
    double SqrtBeta(int Z, int A, double E);

    /// <summary>RBE-weighted dose of one fraction and its partial derivatives.</summary>
    /// <param name="doseGy">Physical dose d of one fraction, Gy.</param>
    /// <param name="alphaDose">Sum of alpha_i·d_i, dimensionless.</param>
    /// <param name="sqrtBetaDose">Sum of sqrt(beta_i)·d_i, dimensionless.</param>
    /// <returns>The dose in Gy(RBE) and its derivatives by the three arguments.</returns>
    RbeWeightedDose Evaluate(double doseGy, double alphaDose, double sqrtBetaDose);
}
