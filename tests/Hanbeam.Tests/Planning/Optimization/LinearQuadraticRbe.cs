using Hanbeam.Biology.LinearQuadratic;

namespace Hanbeam.Tests.Planning.Optimization;

/// <summary>The photon dose of equal effect for alphaX = 0.2/Gy, betaX = 0.05/Gy²: RBE falls with dose, and every derivative matters.</summary>
internal sealed class LinearQuadraticRbe : IRbeModel
{
    private const double AlphaX = 0.2;
    private const double BetaX = 0.05;

    public string Name => "test";

    public bool NeedsEffect => true;

    public double Alpha(int Z, int A, double E) => 0.6;

    public double SqrtBeta(int Z, int A, double E) => 0.24;

    public RbeWeightedDose Evaluate(double doseGy, double alphaDose, double sqrtBetaDose)
    {
        var effect = alphaDose + sqrtBetaDose * sqrtBetaDose;
        var root = Math.Sqrt(AlphaX * AlphaX + 4 * BetaX * effect);
        return new RbeWeightedDose((root - AlphaX) / (2 * BetaX), 0, 1 / root, 2 * sqrtBetaDose / root);
    }
}
