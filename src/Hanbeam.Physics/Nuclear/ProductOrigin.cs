namespace Hanbeam.Physics.Nuclear;

/// <summary>Where a product of a reaction comes from.</summary>
public enum ProductOrigin : byte
{
    /// <summary>A piece of the projectile that was not hit: forward, near its velocity.</summary>
    Projectile,

    /// <summary>A nucleon of either nucleus after a hard collision: wide angles, all energies.</summary>
    Participant,

    /// <summary>A piece of the target that was not hit, or its residue: slow, all directions.</summary>
    Target,
}
