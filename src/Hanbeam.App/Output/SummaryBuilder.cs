using System.Diagnostics;
using Hanbeam.Treatment.Delivery;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Output;

/// <summary>Makes summary.json from a dose; what only a plan has (influence, optimisation) is added by its command.</summary>
internal static class SummaryBuilder
{
    /// <summary>Builds the summary.</summary>
    public static PlanSummary Build(DoseResults results)
    {
        var timelines = DeliveryTimeline.Of(results.Plan, results.Model.Machine);
        List<string> warnings = [.. results.Warnings];
        var structures = StructureEvaluator.Figures(results, warnings);
        return new PlanSummary
        {
            Beams = [.. results.Plan.Beams.Select((beam, n) => Beam(results.Plan, beam, timelines[n], results.ShifterGapsMm[n]))],
            Spots = results.Plan.Beams.Sum(beam => beam.SpotCount),
            Calibration = results.Calibration,
            Structures = structures,
            MeanPercent20MmOutside = StructureEvaluator.MeanPercentOutside(results),
            MaxOutsideTargetsGyRbe = results.Dose.RbeGy is null ? null : StructureEvaluator.MaxOutsideTargets(results),
            MaxOutsideTargetsGy = results.Dose.RbeGy is null ? StructureEvaluator.MaxOutsideTargets(results) : null,
            RbeModel = results.RbeModel,
            Prescription = results.Plan.Prescription is { } prescription ? Prescribed(prescription) : null,
            Fractions = results.Plan.Fractions,
            Delivery = results.Plan.Delivery == DeliveryScheme.OneBeamPerFraction ? "one-beam-per-fraction" : "all-beams",
            Warnings = warnings,
            Seconds = new SecondsSummary(),
            PeakMemoryBytes = PeakMemoryBytes(),
        };
    }

    /// <summary>Largest resident set of this process so far, bytes.</summary>
    public static long PeakMemoryBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static BeamSummary Beam(Plan plan, PlanBeam beam, DeliveryTimeline timeline, double? gapMm)
    {
        var times = timeline.Times;
        var mode = timeline.Mode == DeliveryMode.MultiEnergy ? "multi-energy" : "single-energy";
        return new BeamSummary
        {
            Number = beam.Number,
            Name = beam.Name.Length > 0 ? beam.Name : $"Beam {beam.Number}",
            GantryDeg = beam.GantryDeg,
            CouchDeg = beam.CouchDeg,
            IsocentreMm = [beam.Isocenter.X, beam.Isocenter.Y, beam.Isocenter.Z],
            Layers = beam.Layers.Count,
            Spots = beam.SpotCount,
            Particles = beam.Particles,
            LowestEnergyMeVPerU = beam.Layers.Select(layer => layer.EnergyMeVPerU).DefaultIfEmpty(double.NaN).Min(),
            HighestEnergyMeVPerU = beam.Layers.Select(layer => layer.EnergyMeVPerU).DefaultIfEmpty(double.NaN).Max(),
            DeliverySeconds = times.TotalSeconds,
            Delivery = new DeliveryPartsSummary(mode, times.BeamOnSeconds, times.ScanningSeconds, times.EnergySwitchSeconds, times.SpillGapSeconds, timeline.Spills),
            Fractions = plan.FractionsOf(beam),
            RangeShifter = beam.RangeShifter is { } shifter ? new RangeShifterSummary(shifter.Name, shifter.ThicknessMm, shifter.WaterEquivalentMm, gapMm) : null,
        };
    }

    private static PrescriptionSummary Prescribed(Prescription prescription) => new(
        [.. prescription.Targets.Select(target => new TargetSummary(target.Structure, target.DoseGyRbe))], prescription.Fractions, prescription.RbeModel);
}
