using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Biology;

public sealed class QstClinicalDose_HasItsCheckValuesAndLimits
{
    private static readonly IRbeModel Model = RbeModels.Get("mmkm-qst");

    [Fact]
    public void ClinicalDose_OfTheReferenceBeamAndOthers_IsThatOfTheFormula()
    {
        var claim = Claim.Of(this, "The clinical dose per fraction is that of the published formula, with its limits for small and large dose.", "Values worked out by hand from the formula of [Inaniwa2015]");
        foreach (var (alpha, expected) in new[] { (0.433, 3.172), (1.604, 8.489) })
            claim.Within($"2 Gy of alpha {alpha} 1/Gy", ClinicalDose(2, alpha), expected, 5e-4, "Gy(RBE)", "last digit given");
        foreach (var (specificEnergy, dose) in new[] { (3.65, 2.36), (9.63, 1.494), (15.0, 1.10) })
            claim.Within($"{dose} Gy of z* {specificEnergy} Gy", ClinicalDose(dose, 0.172 + 0.0615 * specificEnergy), 3.6, 0.018, "Gy(RBE)", "dose and z* are given with three digits");
        foreach (var dose in new[] { 0.1, 2, 20 })
            claim.Within($"RBE of the reference beam at {dose} Gy", ClinicalDose(dose, 0.764) / dose, 2.41, 1e-9, "", "an identity of the formula");
        claim.Within("RBE of alpha 1.6 1/Gy for no dose", ClinicalDose(1e-6, 1.6) / 1e-6, 2.41 * 1.6 / 0.764, 1e-5, "", "terms of order beta times dose");
        claim.Within("RBE of alpha 1.6 1/Gy for a very large dose", ClinicalDose(1e7, 1.6) / 1e7, 2.41, 1e-5, "", "terms of order alpha over beta times dose");
        var doses = Enumerable.Range(1, 80).Select(n => 0.1 * n).ToArray();
        double[] Rbe(double alpha) => [.. doses.Select(dose => ClinicalDose(dose, alpha) / dose)];
        claim.Figure("RBE of the clinical dose", "dose of one fraction (Gy)", "RBE", ("z* 26 Gy (carbon, 10 MeV/u)", doses, Rbe(1.77), false), ("reference beam", doses, Rbe(0.764), false), ("z* 2.6 Gy (carbon, 430 MeV/u)", doses, Rbe(0.333), false));
        claim.Conclude();
    }

    private static double ClinicalDose(double doseGy, double alphaPerGy) => Model.Evaluate(doseGy, alphaPerGy * doseGy, Model.SqrtBeta(6, 12, 100) * doseGy).GyRbe;
}
