namespace Hanbeam.Centre.Simulation;

/// <summary>One reported week over the replications.</summary>
/// <param name="Week">The week, from 1.</param>
/// <param name="Fractions">Fractions given in it.</param>
/// <param name="InCourse">Courses begun and not finished at its end.</param>
/// <param name="Waiting">Patients referred and not begun at its end.</param>
public sealed record WeekSummary(int Week, MetricSummary Fractions, MetricSummary InCourse, MetricSummary Waiting);
