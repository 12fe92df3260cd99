namespace Hanbeam.Centre.Simulation;

/// <summary>A fraction in the book.</summary>
/// <param name="Patient">The patient.</param>
/// <param name="Fraction">Which of the course's fractions, from 0; a fraction that is made up keeps its number.</param>
/// <param name="Room">The room.</param>
/// <param name="Extra">Whether it was added at the end of a full day.</param>
internal sealed record Appointment(CoursePatient Patient, int Fraction, int Room, bool Extra);
