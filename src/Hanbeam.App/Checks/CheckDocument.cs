using Hanbeam.App.Output;

namespace Hanbeam.App.Checks;

/// <summary>check.json (docs/formats/check.md).</summary>
internal sealed record CheckDocument
{
    public string Schema { get; } = "hanbeam-check/1";

    /// <summary>Whether every criterion holds.</summary>
    public required bool Pass { get; init; }

    /// <summary>The criteria that do not hold, as sentences.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The plan.</summary>
    public required CheckedPlan Plan { get; init; }

    /// <summary>The recalculation.</summary>
    public required EngineSummary Engine { get; init; }

    /// <summary>What was asked and what came of it.</summary>
    public required IReadOnlyList<CriterionEntry> Criteria { get; init; }

    /// <summary>Gamma of the plan's dose against Monte Carlo, by quantity and criterion: <c>physical-3-2</c>, <c>physical-2-2</c>, <c>rbe-3-2</c>, <c>rbe-2-2</c>.</summary>
    public required IReadOnlyDictionary<string, GammaEntry> Gamma { get; init; }

    /// <summary>Doses of the structures in the plan and from Monte Carlo.</summary>
    public required IReadOnlyDictionary<string, CheckedStructure> Structures { get; init; }

    /// <summary>Where the physical dose fails at 3 %/2 mm, and what lies there.</summary>
    public required FailureEntry Failures { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required CheckSeconds Seconds { get; init; }

    public long PeakMemoryBytes { get; init; }
}

/// <summary>The plan that was checked.</summary>
internal sealed record CheckedPlan(string Folder, string Name, int Fractions, string RbeModel, int Beams, int Spots, double IonsPerFraction, string Machine, string Calibration, double[] GridSpacingMm);

/// <summary>A criterion.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Name">The same in words.</param>
/// <param name="Quantity"><c>physical</c> or <c>rbe</c>; null for the uncertainty.</param>
/// <param name="Structure">The target of a mean dose; else null.</param>
/// <param name="Value">What came.</param>
/// <param name="Uncertainty">Statistical standard uncertainty of the value, or null; a difference has to keep its limit with twice this on top.</param>
/// <param name="Limit">What is allowed.</param>
/// <param name="IsLeast">Whether the limit is the least value, else the greatest.</param>
/// <param name="Pass">Whether it holds.</param>
/// <param name="Unit">Unit of value and limit.</param>
/// <param name="Source">Where the limit comes from.</param>
internal sealed record CriterionEntry(CriterionKind Kind, string Name, string? Quantity, string? Structure, double Value, double? Uncertainty, double Limit, bool IsLeast, bool Pass, string Unit, string Source);

/// <summary>A gamma comparison; the doses in per cent are of the plan's greatest dose.</summary>
internal sealed record GammaEntry(double DosePercent, double DistanceMm, double ThresholdPercent, double PassPercent, int EvaluatedVoxels, double MeanGamma, double MaxGamma)
{
    /// <summary>The voxels of at least <see cref="GammaParts.HighDosePercent"/> of the plan's greatest dose.</summary>
    public required GammaPart HighDose { get; init; }

    /// <summary>The voxels of each target, by name.</summary>
    public required IReadOnlyDictionary<string, GammaPart> Targets { get; init; }
}

/// <summary>How a part of the voxels does; those without an evaluation count as failing.</summary>
internal sealed record GammaPart(double PassPercent, int Voxels);

/// <summary>A structure in both doses.</summary>
/// <param name="VolumeCc">Its volume, cm³.</param>
/// <param name="IsTarget">Whether the plan prescribes a dose to it.</param>
/// <param name="Physical">Physical dose, Gy.</param>
/// <param name="Rbe">RBE-weighted dose, Gy(RBE) of the plan's model; null without one.</param>
/// <param name="MeanLet">Dose-averaged LET, mean weighted with dose, keV/µm.</param>
internal sealed record CheckedStructure(double VolumeCc, bool IsTarget, ComparedDose Physical, ComparedDose? Rbe, ComparedFigure MeanLet);

/// <summary>Figures of a structure in both doses; the differences in per cent are of <paramref name="ReferenceDose"/>.</summary>
internal sealed record ComparedDose(double ReferenceDose, ComparedFigure D98, ComparedFigure D95, ComparedFigure D50, ComparedFigure D2, ComparedFigure Mean, ComparedFigure Max)
{
    /// <summary>Of a target: what the noise of Monte Carlo does to the figures that are judged; else null.</summary>
    public TargetNoise? Noise { get; init; }
}

/// <summary>What noise does to figures of a target.</summary>
internal sealed record TargetNoise(FigureNoise D98, FigureNoise D95, FigureNoise Mean);

/// <summary>What noise does to a figure.</summary>
/// <param name="Shift">By how much noise shifts it on average, in the dose's unit: taken off before it is judged.</param>
/// <param name="Uncertainty">Its standard uncertainty, in the dose's unit.</param>
internal sealed record FigureNoise(double Shift, double Uncertainty);

/// <summary>A figure in the plan and from Monte Carlo.</summary>
/// <param name="Plan">In the plan.</param>
/// <param name="MonteCarlo">From Monte Carlo.</param>
/// <param name="Difference">Monte Carlo less plan.</param>
/// <param name="DifferencePercent">The difference in per cent of the reference dose; null for LET.</param>
internal sealed record ComparedFigure(double Plan, double MonteCarlo, double Difference, double? DifferencePercent);

/// <summary>Where the physical dose fails.</summary>
/// <param name="Criterion">The comparison that this is about.</param>
/// <param name="FailingVoxels">Number of voxels with gamma above 1.</param>
/// <param name="WorstMm">Around which voxel the doses differ most.</param>
/// <param name="WorstDifferencePercent">Mean difference around it, per cent of the plan's greatest dose.</param>
/// <param name="Classes">By what lies there.</param>
/// <param name="Regions">The largest pieces.</param>
internal sealed record FailureEntry(string Criterion, int FailingVoxels, double[] WorstMm, double WorstDifferencePercent, IReadOnlyList<ClassEntry> Classes, IReadOnlyList<RegionEntry> Regions);

/// <summary>A class of voxels.</summary>
internal sealed record ClassEntry(string Class, int EvaluatedVoxels, int FailingVoxels, double FailPercent, double ShareOfFailingPercent, double MeanDifferencePercent, double MeanDifferenceOfAllPercent);

/// <summary>Failing voxels in one piece.</summary>
internal sealed record RegionEntry(double[] CenterMm, double VolumeCc, double MeanDifferencePercent, string Class, IReadOnlyList<string> Structures);

/// <summary>Wall time, s; <paramref name="MonteCarloProcessor"/> is processor time on all threads.</summary>
internal sealed record CheckSeconds(double Import, double MonteCarlo, double MonteCarloProcessor, double Compare, double Export, double Total);
