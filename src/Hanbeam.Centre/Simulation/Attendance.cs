using Hanbeam.Numerics.Random;

namespace Hanbeam.Centre.Simulation;

/// <summary>When patients come.</summary>
/// <param name="EarlyMinutes">How long before the appointment a punctual patient is there, min.</param>
/// <param name="LatePercent">Share of fractions to which the patient comes late, %.</param>
/// <param name="LateMinutes">How late, min after the appointment.</param>
/// <param name="MissedPercent">Share of fractions to which the patient does not come, %.</param>
public sealed record Attendance(double EarlyMinutes, double LatePercent, Distribution LateMinutes, double MissedPercent);
