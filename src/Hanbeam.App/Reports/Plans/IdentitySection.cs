using Hanbeam.App.Output;
using Hanbeam.App.Reports.Layout;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Reports.Plans;

/// <summary>Whose plan this is, on which machine, with what prescribed in which model.</summary>
internal static class IdentitySection
{
    public static IEnumerable<ReportBlock> Blocks(DoseResults results, PlanSummary summary, ReportTexts texts)
    {
        var identity = results.Patient.Identity;
        var machine = results.Model.Machine;
        var spacing = results.MainDose.Geometry.Spacing;
        var facts = new List<(string, string)>
        {
            (texts["plan.patient"], PatientNames.Shown(identity.PatientName)),
            (texts["plan.patientId"], identity.PatientId.Length > 0 ? identity.PatientId : texts["plan.noId"]),
            (texts["plan.plan"], results.Plan.Name),
            (texts["plan.case"], results.Patient.Source),
            (texts["plan.prescription"], Prescribed(results.Plan.Prescription, texts)),
            (texts["plan.rbeModel"], results.Dose.RbeGy is null ? texts["plan.physicalOnly"] : results.RbeModel),
            (texts["plan.fractions"], texts.Format(results.Plan.Delivery == DeliveryScheme.OneBeamPerFraction ? "plan.fractionsOneBeam" : "plan.fractionsAllBeams", results.Plan.Fractions)),
            (texts["plan.machine"], $"{machine.Name}, {machine.Ion.Symbol}{(machine.Clinical ? "" : $" ({texts["plan.notClinical"]})")}"),
            (texts["plan.calibration"], results.Calibration),
            (texts["plan.doseGrid"], FormattableString.Invariant($"{spacing.X:0.###} × {spacing.Y:0.###} × {spacing.Z:0.###} mm")),
            (texts["plan.deliveryTime"], texts.Format("plan.deliverySeconds", summary.Beams.Sum(beam => beam.DeliverySeconds))),
        };
        if (summary.Optimisation is { } optimisation)
            facts.Add((texts["plan.optimisation"], texts.Format("plan.optimisationEnd", optimisation.Iterations, optimisation.StopReason)));
        yield return new HeadingBlock(texts["plan.identity"]);
        yield return new FactsBlock(facts);
    }

    private static string Prescribed(Prescription? prescription, ReportTexts texts)
    {
        if (prescription is null) return texts["plan.noPrescription"];
        var unit = prescription.RbeModel == "physical" ? "Gy" : $"Gy(RBE) [{prescription.RbeModel}]";
        return string.Join('\n', prescription.Targets.Select(target => texts.Format("plan.prescribed", target.Structure, target.DoseGyRbe, unit)));
    }
}
