namespace Hanbeam.App.Output;

/// <summary>A plan in its error scenarios, in summary.json.</summary>
internal sealed record RobustnessSummary
{
    public required int Scenarios { get; init; }

    public required string Method { get; init; }

    public required double SetupMm { get; init; }

    public required double RangePercent { get; init; }

    /// <summary>The targets' D95 in the worst scenario, Gy(RBE).</summary>
    public IReadOnlyDictionary<string, double>? WorstD95GyRbe { get; init; }

    /// <summary>The same without an RBE model, Gy.</summary>
    public IReadOnlyDictionary<string, double>? WorstD95Gy { get; init; }

    /// <summary>Least, nominal and greatest figures by structure.</summary>
    public required IReadOnlyDictionary<string, RobustStructureSummary> Structures { get; init; }

    public required IReadOnlyList<string> ScenarioNames { get; init; }
}

/// <summary>A structure's figures over the scenarios: least, nominal, greatest; in the unit of the summary's doses.</summary>
internal sealed record RobustStructureSummary(double[] D98, double[] D95, double[] D50, double[] D2, double[] Mean, double[] Max)
{
    /// <summary>D95 in each scenario, in the order of their names.</summary>
    public required double[] D95ByScenario { get; init; }
}
