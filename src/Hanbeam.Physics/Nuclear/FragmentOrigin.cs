namespace Hanbeam.Physics.Nuclear;

/// <summary>What a fragment comes from; it decides its angle.</summary>
public enum FragmentOrigin
{
    /// <summary>A piece of the projectile, at its velocity.</summary>
    Projectile,

    /// <summary>A proton knocked out of the target, or scattered far off the beam.</summary>
    Knockout,
}
