using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.BroadFields;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Biology;

/// <summary>The points that tie the older clinical scale of NIRS: 6 cm of 290 MeV/u.</summary>
public sealed class KanaiClinicalDose_MeetsThePublishedPoints
{
    [Fact]
    public void SixCentimetresOf290MeVPerU_AtTheNeutronEquivalentPointAndTheCentre_HaveThePublishedRbe()
    {
        var claim = Claim.Of(this, "In a 6 cm field of 290 MeV/u that is flat in the older clinical dose, the clinical RBE is 3.0 where the LET is 80 keV/µm and about 2.4 in the centre, whatever the dose. The LET gets to 80 keV/µm nearer to the distal end than published: 5 mm in front of it, not 8.",
            "The scale as told in reviews of [Kanai1999]: neutron-equivalent point at 80 keV/µm, about 8 mm in front of the distal end; LET 45 to 50 keV/µm in the centre. The place is of NIRS's own field, and only its neighbourhood is checked");
        var model = MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron"));
        var range = model.Machine.Energies.MinBy(energy => Math.Abs(energy.EnergyMeVPerU - 290))!.RangeMm;
        var kanai = RbeModels.Get("kanai");
        var plan = new BroadFieldPlanner(model, WorkContext.Default).Plan(new BroadField(60, range - 30, 1), kanai, 3.6);
        double Let(int n) => plan.Quantities.LetDose[n] / plan.Quantities.Dose[n];
        double Rbe(int n) => plan.GyRbe[n] / plan.Quantities.Dose[n];
        var neutron = plan.Target.First(n => Let(n) >= 80 && plan.DepthMm[n] > range - 30);
        var centre = plan.Target.First(n => plan.DepthMm[n] >= range - 30);
        claim.Relative("clinical RBE where the LET reaches 80 keV/µm", Rbe(neutron), 3.0, 0.06, "", "alpha of the modified MKM stands in for tables that are not public; 5 % is what fits of the same cells differ by");
        claim.Within("distance of that point from the distal end", range - plan.DepthMm[neutron], 8, 5, "mm", "NIRS's ridge filter and field are not this machine's, and the LET rises 3 keV/µm a millimetre there");
        claim.Relative("clinical RBE in the centre", Rbe(centre), 2.4, 0.06, "", "as above");
        claim.Within("LET in the centre", Let(centre), 47.5, 5, "keV/µm", "published as 45 to 50");
        var strong = kanai.Evaluate(10 * plan.Quantities.Dose[centre], 10 * plan.Quantities.AlphaDose[centre], 10 * plan.Quantities.SqrtBetaDose[centre]).GyRbe / (10 * plan.Quantities.Dose[centre]);
        claim.Relative("RBE in the centre at ten times the dose", strong, Rbe(centre), 1e-12, "", "an identity: the RBE does not depend on dose");
        claim.Figure("Clinical RBE along the field", "depth (mm)", "RBE", ("Hanbeam", [.. plan.Target.Select(n => plan.DepthMm[n])], [.. plan.Target.Select(Rbe)], false));
        claim.Conclude();
    }
}
