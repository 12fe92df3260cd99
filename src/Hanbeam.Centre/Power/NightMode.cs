namespace Hanbeam.Centre.Power;

/// <summary>What the machine does outside its hours.</summary>
public enum NightMode
{
    /// <summary><see cref="MachineState.Standby"/>.</summary>
    Standby,

    /// <summary><see cref="MachineState.Off"/>, with a warm-up before the hours begin.</summary>
    Off,
}
