namespace Hanbeam.Treatment.Doses;

/// <summary>How much of a course a dose stands for.</summary>
public enum DoseExtent
{
    /// <summary>All fractions together.</summary>
    Total,

    /// <summary>One fraction.</summary>
    PerFraction,
}
