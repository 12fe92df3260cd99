namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>The traffic light of a goal.</summary>
public enum GoalStatus
{
    /// <summary>Met: green.</summary>
    Met,

    /// <summary>Missed by no more than its tolerance: yellow.</summary>
    WithinTolerance,

    /// <summary>Missed: red.</summary>
    Missed,

    /// <summary>Nothing can be said; the reason stands beside it.</summary>
    NotEvaluated,
}
