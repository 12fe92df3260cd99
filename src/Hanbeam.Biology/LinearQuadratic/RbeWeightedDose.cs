namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>An RBE-weighted dose of one fraction with its derivatives.</summary>
/// <param name="GyRbe">Gy(RBE) of the model that made it.</param>
/// <param name="ByDose">Derivative by the physical dose, Gy(RBE)/Gy.</param>
/// <param name="ByAlphaDose">Derivative by the sum of alpha·d, Gy(RBE).</param>
/// <param name="BySqrtBetaDose">Derivative by the sum of sqrt(beta)·d, Gy(RBE).</param>
public readonly record struct RbeWeightedDose(double GyRbe, double ByDose, double ByAlphaDose, double BySqrtBetaDose);
