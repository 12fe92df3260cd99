namespace Hanbeam.Centre.Power.Flicker;

/// <summary>The incandescent lamp whose flicker is judged; a country's voltage decides. Korea (220 V) has the lamp of 230 V, at 60 Hz.</summary>
public enum Lamp
{
    /// <summary>60 W, 230 V.</summary>
    Volt230,

    /// <summary>60 W, 120 V.</summary>
    Volt120,
}
