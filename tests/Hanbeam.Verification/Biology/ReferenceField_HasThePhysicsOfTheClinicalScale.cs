using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.BroadFields;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Biology;

/// <summary>The field that QST's clinical scale hangs on: 6 cm of flat clinical dose with a beam of 350 MeV/u.</summary>
public sealed class ReferenceField_HasThePhysicsOfTheClinicalScale
{
    private const double Energy = 350;

    [Fact]
    public void SixCentimetresOfFlatClinicalDose_AtItsCentre_HaveTheReferencesAlpha()
    {
        var claim = Claim.Of(this, "In the centre of a 6 cm field of 350 MeV/u, optimised to a flat clinical dose in water with the generic synchrotron, z* is that of the reference radiation and the clinical RBE 2.41.",
            "α_r = 0.764 1/Gy of the most used carbon beam [Inaniwa2015], z* = (α_r − 0.172)/0.0615 = 9.63 Gy");
        var model = MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron"));
        var range = model.Machine.Energies.MinBy(energy => Math.Abs(energy.EnergyMeVPerU - Energy))!.RangeMm;
        var rbe = RbeModels.Get("mmkm-qst");
        var plan = new BroadFieldPlanner(model, WorkContext.Default).Plan(new BroadField(60, range - 30, 1), rbe, 3.6);
        var centre = Array.FindIndex(plan.DepthMm, depth => depth >= range - 30);
        double SpecificEnergy(int n) => (plan.Quantities.AlphaDose[n] / plan.Quantities.Dose[n] - 0.172) / 0.0615;
        claim.Relative("z* in the centre", SpecificEnergy(centre), 9.63, 0.05, "Gy", "the reference field's own spectra are not published");
        claim.Relative("clinical RBE in the centre", plan.GyRbe[centre] / plan.Quantities.Dose[centre], 2.41, 0.03, "", "follows from z*");
        var inner = plan.Target.Where(n => plan.DepthMm[n] > range - 58 && plan.DepthMm[n] < range - 2).ToList();
        claim.AtMost("largest deviation from 3.6 Gy(RBE), 2 mm from the ends", 100 * inner.Max(n => Math.Abs(plan.GyRbe[n] / 3.6 - 1)), 2, "%", "layers lie 2 mm apart");
        var proximal = inner.Where(n => plan.DepthMm[n] < range - 50).Average(n => plan.Quantities.Dose[n]);
        var distal = inner.Where(n => plan.DepthMm[n] > range - 10).Average(n => plan.Quantities.Dose[n]);
        claim.AtLeast("physical dose near the proximal end over that near the distal end", proximal / distal, 1.2, "", "RBE rises along the field");
        claim.Figure("The reference field", "depth (mm)", "dose of one fraction (Gy or Gy(RBE))", ("clinical dose", plan.DepthMm, plan.GyRbe, false), ("physical dose", plan.DepthMm, plan.Quantities.Dose, false));
        claim.Figure("z* along the field", "depth (mm)", "z* (Gy)", ("z*", [.. plan.Target.Select(n => plan.DepthMm[n])], [.. plan.Target.Select(SpecificEnergy)], false));
        claim.Conclude();
    }
}
