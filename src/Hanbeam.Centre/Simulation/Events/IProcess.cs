namespace Hanbeam.Centre.Simulation.Events;

/// <summary>Something that waits for an event: a patient in a room, the beam, a failure.</summary>
public interface IProcess
{
    /// <summary>The event has come; the calendar's clock shows its time.</summary>
    /// <param name="signal">What was given when the event was asked for.</param>
    void Resume(int signal);
}
