namespace Hanbeam.Centre.DayBoard;

/// <summary>What becomes of one patient after a beam-down.</summary>
/// <param name="Appointment">Index of the appointment in the day as it was planned first.</param>
/// <param name="Status">What it means for the patient.</param>
/// <param name="Told">The visit as planned first, or null where there was none.</param>
/// <param name="Visit">The visit now, or null where there is none; of an interrupted one the beam that was missing.</param>
public sealed record VisitChange(int Appointment, VisitStatus Status, Visit? Told, Visit? Visit)
{
    /// <summary>New start less the start told, ticks.</summary>
    public Ticks Shift => Told is { } told && Visit is { } visit ? visit.Start - told.Start : 0;
}
