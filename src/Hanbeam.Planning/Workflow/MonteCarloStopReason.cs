namespace Hanbeam.Planning.Workflow;

/// <summary>Why a Monte Carlo calculation stopped.</summary>
public enum MonteCarloStopReason
{
    /// <summary>The histories were done.</summary>
    Histories,

    /// <summary>The uncertainty was reached.</summary>
    Uncertainty,

    /// <summary>The time was over.</summary>
    Time,
}
