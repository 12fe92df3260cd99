namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>How a metric's value is compared with a goal's limit.</summary>
public enum Comparison
{
    /// <summary>At least the limit.</summary>
    AtLeast,

    /// <summary>At most the limit.</summary>
    AtMost,

    /// <summary>More than the limit.</summary>
    MoreThan,

    /// <summary>Less than the limit.</summary>
    LessThan,
}
