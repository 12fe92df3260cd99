namespace Hanbeam.Dose.BeamModels;

/// <summary>What a lateral component is made of; each group has its own spectra and so its own biology.</summary>
public enum LateralGroup
{
    /// <summary>Primary ions (and what has their charge).</summary>
    Core,

    /// <summary>Heavy fragments, Z ≥ 3 below the primary.</summary>
    Fragments,

    /// <summary>Light fragments, Z = 1 and 2, and wide-angle particles.</summary>
    Halo,
}
