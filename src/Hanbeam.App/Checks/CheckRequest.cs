using Hanbeam.Planning.Workflow;

namespace Hanbeam.App.Checks;

/// <summary>What a check is asked for.</summary>
internal sealed record CheckRequest
{
    /// <summary>The plan folder.</summary>
    public required string PlanFolder { get; init; }

    /// <summary>The case in place of the manifest's, or null.</summary>
    public string? Case { get; init; }

    /// <summary>The machine in place of the manifest's, or null.</summary>
    public string? Machine { get; init; }

    /// <summary>The independent engine.</summary>
    public required IForwardDose Engine { get; init; }

    /// <summary>What the plan has to keep.</summary>
    public required CheckCriteria Criteria { get; init; }
}
