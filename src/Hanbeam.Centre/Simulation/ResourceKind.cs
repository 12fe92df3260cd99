namespace Hanbeam.Centre.Simulation;

/// <summary>What patients wait for in the building.</summary>
public enum ResourceKind
{
    /// <summary>Their room, because the patient before is still in it.</summary>
    Rooms,

    /// <summary>The beam, because another room has it.</summary>
    Beam,

    /// <summary>A broken machine.</summary>
    Repair,

    /// <summary>People of a role.</summary>
    Staff,
}
