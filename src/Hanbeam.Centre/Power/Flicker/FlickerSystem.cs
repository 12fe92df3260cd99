using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power.Flicker;

/// <summary>For whom flicker is measured.</summary>
/// <param name="Lamp">The reference lamp.</param>
/// <param name="MainsHz">Frequency of the mains, 50 or 60 Hz.</param>
public readonly record struct FlickerSystem(Lamp Lamp, int MainsHz)
{
    /// <summary>Refuses a frequency for which the standard has no demodulating filter.</summary>
    /// <exception cref="InputException">The frequency is neither 50 nor 60 Hz.</exception>
    public void Check()
    {
        if (MainsHz is not (50 or 60)) throw new InputException($"the mains frequency is {MainsHz} Hz, but must be 50 or 60 Hz");
    }
}
