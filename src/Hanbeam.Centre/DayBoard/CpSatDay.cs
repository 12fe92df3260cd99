using Google.OrTools.Sat;

namespace Hanbeam.Centre.DayBoard;

/// <summary>
/// The same free day as a model of OR-Tools' CP-SAT: for exact answers to small days and as the yardstick of the search. One interval per stay that may not overlap others of its
/// room, one per beam that may not overlap any other.
/// </summary>
public static class CpSatDay
{
    /// <summary>What the solver came to.</summary>
    /// <param name="Makespan">Ticks, or null where it found no schedule in time.</param>
    /// <param name="LowerBound">Ticks.</param>
    public readonly record struct Answer(Ticks? Makespan, Ticks LowerBound)
    {
        /// <summary>Whether the makespan is proven to be the least.</summary>
        public bool IsOptimal => Makespan == LowerBound;
    }

    /// <summary>Solves a day without opening hours, windows and unavailability.</summary>
    /// <param name="day">The day.</param>
    /// <param name="seconds">Wall time, s.</param>
    /// <param name="workers">Threads of the solver; with 1 and time enough the answer repeats.</param>
    public static Answer Solve(BeamDay day, double seconds, int workers = 1)
    {
        var model = new CpModel();
        var horizon = day.Appointments.Sum(one => one.Total);
        var makespan = model.NewIntVar(0, horizon, "makespan");
        var rooms = day.Rooms.Select(_ => new List<IntervalVar>()).ToList();
        var beams = new List<IntervalVar>();
        foreach (var (index, one) in day.Appointments.Index())
        {
            var start = model.NewIntVar(0, horizon - one.Total, $"start{index}");
            rooms[one.Room].Add(model.NewFixedSizeIntervalVar(start, one.Total, $"stay{index}"));
            if (one.Beam > 0) beams.Add(model.NewFixedSizeIntervalVar(start + one.Setup, one.Beam, $"beam{index}"));
            model.Add(makespan >= start + one.Total);
        }

        foreach (var stays in rooms) model.AddNoOverlap(stays);
        model.AddNoOverlap(beams);
        model.Minimize(makespan);
        var solver = new CpSolver { StringParameters = FormattableString.Invariant($"max_time_in_seconds:{seconds},num_workers:{workers},random_seed:1") };
        var status = solver.Solve(model);
        var bound = (Ticks)Math.Ceiling(solver.BestObjectiveBound - 1e-6);
        return new Answer(status is CpSolverStatus.Optimal or CpSolverStatus.Feasible ? solver.Value(makespan) : null, bound);
    }
}
