namespace Hanbeam.Planning.BroadFields;

/// <summary>Where in a broad field a dose is translated.</summary>
public enum FieldRegion
{
    /// <summary>The target.</summary>
    Target,

    /// <summary>From 10 mm below the surface to 10 mm in front of the target: organs that a beam passes.</summary>
    Entrance,

    /// <summary>From 5 to 20 mm behind the target, at most to the box's far side between opposed fields: organs in the fragment tail, or in the other field's entrance.</summary>
    Behind,
}
