namespace Hanbeam.Planning.Objectives;

/// <summary>Which deviations from a dose count.</summary>
public enum DeviationSide
{
    /// <summary>Only doses below it.</summary>
    Below,

    /// <summary>Only doses above it.</summary>
    Above,

    /// <summary>Both.</summary>
    Both,
}
