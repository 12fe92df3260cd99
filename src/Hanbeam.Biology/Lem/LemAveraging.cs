namespace Hanbeam.Biology.Lem;

/// <summary>Which hits make the initial slope of the local effect model.</summary>
public enum LemAveraging
{
    /// <summary>One traversal through the middle of the nucleus: the rapid form [KraemerScholz2006].</summary>
    Central,

    /// <summary>Tracks that pass outside the nucleus and reach it with delta rays count as well [Russo2011].</summary>
    ImpactParameter,
}
