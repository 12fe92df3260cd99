using Hanbeam.App.Output;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation.Goals;

namespace Hanbeam.App.Evaluation;

/// <summary>Makes evaluation.json: metrics of every structure in every dose, differences, verdicts and curves.</summary>
internal static class EvaluationBuilder
{
    /// <summary>The metrics of every structure, unless others are asked for.</summary>
    /// <param name="unit">The dose's unit.</param>
    public static IReadOnlyList<Metric> Usual(MetricUnit unit) =>
        [Metric.DoseAtPercent(98, unit), Metric.DoseAtPercent(95, unit), Metric.DoseAtPercent(50, unit), Metric.DoseAtPercent(2, unit), Metric.MeanIn(unit), Metric.MinIn(unit), Metric.MaxIn(unit)];

    /// <summary>The further metrics of a prescribed target.</summary>
    public static IReadOnlyList<Metric> OfTargets { get; } =
        [Metric.VolumeAt(95, MetricUnit.Percent, MetricUnit.Percent), Metric.Homogeneity, Metric.Conformity(95), Metric.Gradient];

    /// <summary>Builds the document.</summary>
    /// <param name="doses">The doses; the first is the reference of differences.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="warnings">What was noticed so far; added to.</param>
    public static EvaluationDocument Build(IReadOnlyList<EvaluatedDose> doses, EvaluationRequest request, List<string> warnings)
    {
        RefuseUnanswerable(doses, request.Metrics);
        var names = doses.SelectMany(dose => dose.Structures.Select(structure => structure.Name)).Distinct().ToArray();
        var figures = names.ToDictionary(name => name, name => (IReadOnlyDictionary<string, StructureEntry>)Figures(name, doses, request));
        WarnOfProblems(doses, warnings);
        if (request.Goals is not null && doses.Any(dose => dose.Dose.Fractions is null && dose.Dose.Quantity is DoseQuantity.PhysicalDose or DoseQuantity.RbeWeightedDose) && request.Goals.Goals.Any(goal => goal.Fractions.Count > 0))
            warnings.Add($"A dose does not say in how many fractions it is given, and the goals {request.Goals.Name} are for a number of them; name it with --fractions.");
        return new EvaluationDocument
        {
            Doses = [.. doses.Select(dose => Entry(dose, request))],
            Tissues = request.Tissues.Count > 0 ? request.Tissues : null,
            Reference = doses.Count(dose => IsDose(dose.Dose)) > 1 ? doses[0].Name : null,
            Structures = figures,
            StandardNames = names.Where(name => Tg263.Suggestion(name) is not null).ToDictionary(name => name, name => Tg263.Suggestion(name)!),
            Goals = request.Goals is null ? null : GoalsEntry.Of(request.Goals, doses),
            Dvh = doses.ToDictionary(dose => dose.Name, Curves),
            Warnings = [.. warnings.Distinct()],
        };
    }

    private static bool IsDose(DoseVolume dose) => dose.Quantity is DoseQuantity.PhysicalDose or DoseQuantity.RbeWeightedDose;

    private static DoseEntry Entry(EvaluatedDose dose, EvaluationRequest request)
    {
        var grid = dose.Dose.Values.Geometry;
        var isOfTissue = dose.IsPartial && dose.Structures.All(structure => request.Tissues.GetValueOrDefault(structure.Name) == dose.Dose.RbeModel);
        return new DoseEntry
        {
            Name = dose.Name, Source = dose.Dose.Source, Quantity = Words(dose.Dose.Quantity), Unit = UnitOf(dose.Dose), RbeModel = dose.Dose.RbeModel, Fractions = dose.Dose.Fractions,
            Only = isOfTissue ? [.. dose.Structures.Select(structure => structure.Name)] : null,
            LeastDoseGy = dose.Structures.Where(structure => structure.Problem is null).Select(structure => structure.Histogram.MinDoseGy).FirstOrDefault(),
            SpacingMm = [grid.Spacing.X, grid.Spacing.Y, grid.Spacing.Z],
            Voxels = [grid.Nx, grid.Ny, grid.Nz],
            Prescription = dose.Targets.ToDictionary(name => name, name => dose.Structures.FirstOrDefault(structure => structure.Name == name)?.PrescribedDose ?? double.NaN),
        };
    }

    private static string UnitOf(DoseVolume dose) => dose.Quantity == DoseQuantity.Rbe ? MetricUnits.Text(MetricUnit.Rbe) : dose.Unit;

    private static string Words(DoseQuantity quantity) => quantity switch
    {
        DoseQuantity.PhysicalDose => "physical dose",
        DoseQuantity.RbeWeightedDose => "RBE-weighted dose",
        DoseQuantity.Let => "dose-averaged LET",
        _ => "RBE",
    };

    private static Dictionary<string, StructureEntry> Figures(string name, IReadOnlyList<EvaluatedDose> doses, EvaluationRequest request)
    {
        var entries = new Dictionary<string, StructureEntry>();
        Dictionary<string, double>? reference = null;
        foreach (var dose in doses)
        {
            if (dose.Structures.FirstOrDefault(structure => structure.Name == name) is not { Problem: null } structure) continue;
            var metrics = MetricsOf(dose, structure, request);
            var values = metrics.Where(metric => MetricEvaluator.WhyNot(metric, structure) is null).ToDictionary(metric => metric.ToString(), metric => MetricEvaluator.Evaluate(metric, structure));
            var differences = reference is null ? null : values.Where(value => reference.ContainsKey(value.Key)).ToDictionary(value => value.Key, value => value.Value - reference[value.Key]);
            entries.Add(dose.Name, new StructureEntry(structure.Histogram.VolumeCc, values, differences is { Count: > 0 } ? differences : null));
            if (dose == doses[0]) reference = values;
        }

        return entries;
    }

    private static IEnumerable<Metric> MetricsOf(EvaluatedDose dose, StructureDose structure, EvaluationRequest request)
    {
        // How well an isodose fits, and how steeply it falls, is asked about targets only.
        var isTarget = dose.Targets.Contains(structure.Name);
        if (request.Metrics.Count > 0) return request.Metrics.Distinct().Where(metric => isTarget || metric.Kind is not (MetricKind.ConformityIndex or MetricKind.GradientIndex));
        var usual = Usual(MetricUnits.Of(dose.Dose.Quantity));
        return isTarget ? usual.Concat(OfTargets) : usual;
    }

    private static void RefuseUnanswerable(IReadOnlyList<EvaluatedDose> doses, IReadOnlyList<Metric> metrics)
    {
        foreach (var metric in metrics)
        {
            if (metric.DoseUnit != MetricUnit.None && doses.All(dose => MetricUnits.Of(dose.Dose.Quantity) != metric.DoseUnit))
                throw new InputException($"--metrics: {metric} is about {MetricUnits.Text(metric.DoseUnit)}, and the doses are in {string.Join(" and ", doses.Select(dose => UnitOf(dose.Dose)).Distinct())}.");
            if (metric.NeedsPrescription && doses.All(dose => dose.Targets.Count == 0))
                throw new InputException($"--metrics: {metric} needs a prescribed dose, and none is known; name it with --prescription TARGET=DOSE.");
        }
    }

    private static void WarnOfProblems(IReadOnlyList<EvaluatedDose> doses, List<string> warnings)
    {
        foreach (var dose in doses)
        {
            foreach (var structure in dose.Structures)
            {
                // Without dose enough there is no LET and no RBE; where there is no dose at all, the doses say so.
                if (!IsDose(dose.Dose) && doses.Any(other => IsDose(other.Dose))) continue;
                if (structure.Problem is { } problem) warnings.Add($"{structure.Name} has no figures in {dose.Name}: {problem.TrimEnd('.')}.");
                else warnings.AddRange(structure.Histogram.Warnings);
            }
        }
    }

    /// <summary>The curves of a dose.</summary>
    public static DvhDocument Curves(EvaluatedDose dose)
    {
        var usable = dose.Structures.Where(structure => structure.Problem is null).ToArray();
        var width = BinWidth(usable.Select(structure => structure.Histogram.Max).DefaultIfEmpty(0).Max());
        return new DvhDocument(Words(dose.Dose.Quantity), UnitOf(dose.Dose), dose.Dose.RbeModel ?? (dose.Dose.Quantity == DoseQuantity.PhysicalDose ? "physical" : ""),
            usable.ToDictionary(structure => structure.Name, structure => structure.Histogram.Curve(width)));
    }

    // 100 to 1000 bins of a power of ten.
    private static double BinWidth(double maximum) => maximum > 0 ? Math.Pow(10, Math.Floor(Math.Log10(maximum)) - 2) : 1;
}
