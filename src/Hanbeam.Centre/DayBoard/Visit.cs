namespace Hanbeam.Centre.DayBoard;

/// <summary>An appointment with its times.</summary>
/// <param name="Appointment">Index of the appointment in its day.</param>
/// <param name="Room">Index of the room.</param>
/// <param name="Start">The patient enters the room, ticks.</param>
/// <param name="BeamStart">The beam is given to the room, ticks.</param>
/// <param name="BeamEnd">The beam is free again, ticks.</param>
/// <param name="End">The room is free again, ticks.</param>
public readonly record struct Visit(int Appointment, int Room, Ticks Start, Ticks BeamStart, Ticks BeamEnd, Ticks End);
