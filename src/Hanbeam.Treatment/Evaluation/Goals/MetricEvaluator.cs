using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;

namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>The value of a metric. Gy and Gy(RBE) are never taken for each other.</summary>
public static class MetricEvaluator
{
    /// <summary>Why a metric cannot be evaluated for a dose, or null where it can.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="of">The structure in its dose.</param>
    public static string? WhyNot(Metric metric, StructureDose of)
    {
        var unit = MetricUnits.Of(of.Dose.Quantity);
        if (metric.DoseUnit != MetricUnit.None && metric.DoseUnit != unit)
            return $"{metric} is about {MetricUnits.Text(metric.DoseUnit)}, and the dose {of.Dose.Source} is in {MetricUnits.Text(unit)}";
        if (metric.NeedsPrescription && of.Dose.Quantity is DoseQuantity.Let or DoseQuantity.Rbe) return $"{metric} is a part of the prescribed dose, which {of.Dose.Quantity} has none of";
        if (metric.NeedsPrescription && of.PrescribedDose is not > 0) return $"{metric} needs a prescribed dose, and none is known";
        return of.Problem;
    }

    /// <summary>The value, in the metric's unit.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="of">The structure in its dose.</param>
    /// <returns>The value; not a number where the metric divides by a dose or volume that is 0.</returns>
    /// <exception cref="InputException">The metric cannot be evaluated for this dose: see <see cref="WhyNot"/>.</exception>
    public static double Evaluate(Metric metric, StructureDose of)
    {
        if (WhyNot(metric, of) is { } reason) throw new InputException(reason);
        var dvh = of.Histogram;
        return metric.Kind switch
        {
            MetricKind.VolumeAtDose => Volume(metric, of),
            MetricKind.DoseAtVolume => Dose(metric, of, metric.ArgumentUnit == MetricUnit.Percent ? dvh.DoseAtVolumePercent(metric.Argument) : dvh.DoseAtVolumeCc(metric.Argument)),
            MetricKind.Mean => Dose(metric, of, dvh.Mean),
            MetricKind.Max => Dose(metric, of, dvh.Max),
            MetricKind.Min => Dose(metric, of, dvh.Min),
            MetricKind.EquivalentUniformDose => Dose(metric, of, dvh.Eud(metric.Argument)),
            MetricKind.HomogeneityIndex => dvh.HomogeneityIndex,
            MetricKind.ConformityIndex => PaddickConformity.Index(dvh, of.Dose, metric.Argument / 100 * of.PrescribedDose!.Value),
            _ => GradientIndices.Paddick(of.Dose, of.PrescribedDose!.Value),
        };
    }

    private static double Dose(Metric metric, StructureDose of, double dose) => metric.Unit == MetricUnit.Percent ? 100 * dose / of.PrescribedDose!.Value : dose;

    private static double Volume(Metric metric, StructureDose of)
    {
        var dose = metric.ArgumentUnit == MetricUnit.Percent ? metric.Argument / 100 * of.PrescribedDose!.Value : metric.Argument;
        return metric.Unit == MetricUnit.Percent ? of.Histogram.VolumePercentAtDose(dose) : of.Histogram.VolumeCcAtDose(dose);
    }
}
