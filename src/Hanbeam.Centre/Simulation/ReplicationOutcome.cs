namespace Hanbeam.Centre.Simulation;

/// <summary>What is kept of a replication.</summary>
/// <param name="Values">The figures of each reported year.</param>
/// <param name="FractionsByWeek">Fractions of each reported week.</param>
/// <param name="InCourseByWeek">Courses begun and not finished at the end of each reported week.</param>
/// <param name="WaitingByWeek">Patients not begun at the end of each reported week.</param>
/// <param name="Balance">Where everybody is at the end.</param>
internal sealed record ReplicationOutcome(
    double[][] Values, IReadOnlyList<double> FractionsByWeek, IReadOnlyList<double> InCourseByWeek, IReadOnlyList<double> WaitingByWeek, PatientBalance Balance);
