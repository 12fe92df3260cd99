namespace Hanbeam.Centre.Power;

/// <summary>What the machine is doing; at every moment exactly one.</summary>
public enum MachineState
{
    /// <summary>Switched off, at night or on days off.</summary>
    Off,

    /// <summary>Kept alive without being ready for beam, at night or on days off.</summary>
    Standby,

    /// <summary>Between being off and being ready.</summary>
    WarmUp,

    /// <summary>Ready for beam, and none is asked for.</summary>
    Ready,

    /// <summary>Refilling and accelerating: the gaps between spills.</summary>
    Ramp,

    /// <summary>On the flat-top: beam on, scanning, stepping the energy.</summary>
    FlatTop,

    /// <summary>Beam held for a patient's gate.</summary>
    Pause,
}
