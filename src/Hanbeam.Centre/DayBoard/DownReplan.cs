namespace Hanbeam.Centre.DayBoard;

/// <summary>A day planned anew after the beam was down.</summary>
/// <param name="Down">The beam fails, ticks.</param>
/// <param name="Resume">It is expected back, ticks.</param>
/// <param name="Plan">The plan of those who were not in a room when the beam failed, in their own day.</param>
/// <param name="Changes">Everybody, in the order of the new starts, those not treated last.</param>
public sealed record DownReplan(Ticks Down, Ticks Resume, DayPlan? Plan, IReadOnlyList<VisitChange> Changes)
{
    /// <summary>When the last patient leaves, ticks.</summary>
    public Ticks End => Changes.Where(change => change.Visit is not null).Select(change => change.Visit!.Value.End).DefaultIfEmpty(Resume).Max();
}
