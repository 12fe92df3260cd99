using System.Globalization;
using Hanbeam.App.Output;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Treatment.Structures;
using SkiaSharp;

namespace Hanbeam.App.Reports;

/// <summary>Puts the figures of a plan into the words and curves of its report.</summary>
internal static class PlanReportComposer
{
    private static readonly SKColor MadeStructureColor = new(0x44, 0x44, 0x44);

    /// <summary>Composes the report.</summary>
    public static PlanReportContent Compose(DoseResults results, PlanSummary summary, DvhDocument histograms)
    {
        var drawn = PictureStructure.Of(results.Patient.Structures);
        var colors = drawn.ToDictionary(item => item.Structure.Name, item => item.Color);
        var reference = ReferenceDose(results);
        var weighted = results.Dose.RbeGy is not null;
        return new PlanReportContent
        {
            Title = $"{results.Plan.Name}: {results.Model.Machine.Ion.Symbol} dose",
            Facts = Facts(results, summary),
            BeamColumns = ["Beam", "gantry °", "couch °", "layers", "spots", "ions", "MeV/u", "shifter mm", "gap mm", "time s"],
            Beams = [.. summary.Beams.Select(BeamRow)],
            StructureColumns = ["Structure", "cm³", "mean", "D98", "D95", "D2", "max", "keV/µm"],
            Structures = [.. summary.Structures.Select(entry => StructureRow(entry.Key, entry.Value, weighted))],
            Picture = new DosePicture(results.Patient.Ct.Hounsfield, results.MainDose, reference, drawn),
            Planes = PictureFrame.Planes(results.Patient, Center(results)),
            Legend = [.. drawn.Select(item => (item.Color, item.Structure.Name))],
            ReferenceDose = Invariant($"{reference:0.##} {results.MainUnit}"),
            Histograms = [.. histograms.Structures.Select(entry => new DvhPlot.Curve(colors.GetValueOrDefault(entry.Key, MadeStructureColor), entry.Value.Dose, entry.Value.VolumePercent))],
            MaximumDose = 1.1 * Math.Max(reference, results.MainDose.Values.Max()),
            DoseLabel = results.MainLabel,
            Warnings = results.Warnings,
        };
    }

    private static double ReferenceDose(DoseResults results)
    {
        if (results.Plan.Prescription is { } prescription && prescription.RbeModel == results.RbeModel) return prescription.Targets[0].DoseGyRbe;
        return Math.Max(results.MainDose.Values.Max(), 1e-6f);
    }

    // The centroid of the targets; a forward dose without any shows the first beam's isocentre.
    private static Vector3d Center(DoseResults results)
    {
        var targets = results.Structures.Targets;
        return targets.Voxels.Length == 0 ? results.Plan.Beams[0].Isocenter.Vector : Centroid(targets);
    }

    private static Vector3d Centroid(VoxelMembership membership)
    {
        var (sum, volume) = (default(Vector3d), 0.0);
        for (var n = 0; n < membership.Voxels.Length; n++)
        {
            var (i, j, k) = membership.Geometry.Voxel(membership.Voxels[n]);
            sum += membership.Fractions[n] * membership.Geometry.Center(i, j, k);
            volume += membership.Fractions[n];
        }

        return 1 / volume * sum;
    }

    private static IReadOnlyList<(string Label, string Value)> Facts(DoseResults results, PlanSummary summary)
    {
        var prescription = results.Plan.Prescription;
        var prescribed = prescription is null ? "none" : string.Join("; ", prescription.Targets.Select(target => Invariant($"{target.Structure} {target.DoseGyRbe:0.##} {(prescription.RbeModel == "physical" ? "Gy" : "Gy(RBE)")}")));
        var identity = results.Patient.Identity;
        return
        [
            ("Patient", $"{identity.PatientName} ({(identity.PatientId.Length > 0 ? identity.PatientId : "no ID")})"),
            ("Case", results.Patient.Source),
            ("Prescription", prescribed),
            ("RBE model", results.RbeModel),
            ("Fractions", Invariant($"{results.Plan.Fractions}, {summary.Delivery}")),
            ("Machine", $"{results.Model.Machine.Name}, {results.Model.Machine.Ion.Symbol}{(results.Model.Machine.Clinical ? "" : " (not clinical)")}"),
            ("Calibration", results.Calibration),
            ("Dose grid", Invariant($"{results.MainDose.Geometry.Spacing.X:0.###} × {results.MainDose.Geometry.Spacing.Y:0.###} × {results.MainDose.Geometry.Spacing.Z:0.###} mm")),
            ("Delivery", Invariant($"{summary.Beams.Sum(beam => beam.DeliverySeconds):0} s per fraction for all beams")),
            ("Targets", TargetFacts(summary)),
            ("Outside targets", (summary.MaxOutsideTargetsGyRbe ?? summary.MaxOutsideTargetsGy) is { } highest ? Invariant($"at most {highest:0.00} {results.MainUnit}") : "–"),
        ];
    }

    private static string TargetFacts(PlanSummary summary) => string.Join("; ", summary.Structures.Where(entry => entry.Value.V95Percent is not null)
        .Select(entry => Invariant($"V95 {entry.Value.V95Percent:0.0} %, conformity {entry.Value.PaddickConformity95:0.00}, air {entry.Value.AirPercent:0.0} %")));

    private static string[] BeamRow(BeamSummary beam) =>
    [
        beam.Name, Invariant($"{beam.GantryDeg:0.#}"), Invariant($"{beam.CouchDeg:0.#}"), Invariant($"{beam.Layers}"), Invariant($"{beam.Spots}"),
        Invariant($"{beam.Particles:0.00e+0}"), beam.Layers == 0 ? "–" : Invariant($"{beam.LowestEnergyMeVPerU:0}–{beam.HighestEnergyMeVPerU:0}"),
        beam.RangeShifter is { } shifter ? Invariant($"{shifter.WaterEquivalentMm:0.#}") : "–",
        beam.RangeShifter?.GapToSkinMm is { } gap ? Invariant($"{gap:0}") : "–", Invariant($"{beam.DeliverySeconds:0}"),
    ];

    private static string[] StructureRow(string name, StructureSummary s, bool weighted)
    {
        string Dose(double? rbe, double? physical) => (weighted ? rbe : physical) is { } value && double.IsFinite(value) ? Invariant($"{value:0.00}") : "–";
        return
        [
            name, Invariant($"{s.VolumeCc:0.0}"), Dose(s.MeanGyRbe, s.MeanGy), Dose(s.D98GyRbe, s.D98Gy), Dose(s.D95GyRbe, s.D95Gy), Dose(s.D2GyRbe, s.D2Gy), Dose(s.MaxGyRbe, s.MaxGy),
            double.IsFinite(s.MeanLetKeVPerUm) ? Invariant($"{s.MeanLetKeVPerUm:0.0}") : "–",
        ];
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
