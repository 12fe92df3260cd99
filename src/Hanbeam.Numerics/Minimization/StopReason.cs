namespace Hanbeam.Numerics.Minimization;

/// <summary>Why a minimisation ended.</summary>
public enum StopReason
{
    /// <summary>The projected gradient or the decrease per iteration has become as small as asked for.</summary>
    Converged,

    /// <summary>The allowed number of iterations is used up.</summary>
    IterationLimit,

    /// <summary>Somebody stopped it; the result is the best point so far.</summary>
    Cancelled,

    /// <summary>No step along the negative gradient decreases the function any more, to rounding.</summary>
    NoFurtherProgress,

    /// <summary>Constraints on the point cannot all be met, or not within the iterations allowed; the result comes as near as it can.</summary>
    ConstraintsNotMet,
}
