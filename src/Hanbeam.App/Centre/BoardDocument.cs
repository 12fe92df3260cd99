namespace Hanbeam.App.Centre;

/// <summary>A day's board as JSON (docs/formats/day-board.md).</summary>
internal sealed record BoardDocument
{
    public string Schema { get; } = "hanbeam-day-board/1";

    /// <summary>From the first opening to the last patient's leaving.</summary>
    public required double Makespan { get; init; }

    /// <summary>What no order with the same patients can be below.</summary>
    public required double LowerBound { get; init; }

    public required bool IsProvenOptimal { get; init; }

    public required double GapPercent { get; init; }

    /// <summary><c>min</c>, or <c>units of the input</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Numbers of the patients, from 0 in the input's order, as they get the beam.</summary>
    public required IReadOnlyList<int> Order { get; init; }

    public required IReadOnlyList<BoardVisit> Schedule { get; init; }

    public required IReadOnlyList<BoardLate> Late { get; init; }

    public required IReadOnlyList<BoardNotTreated> NotTreated { get; init; }

    public required BoardSearch Search { get; init; }

    public BoardCpSat? CpSat { get; init; }

    public BoardReplan? Replan { get; init; }
}

/// <summary>A visit; times from the origin of the input (midnight for a day with hours), in its unit, and as a clock shows them.</summary>
internal sealed record BoardVisit(int Index, string Patient, string Room, double Start, double BeamStart, double BeamEnd, double End, string? StartTime, string? BeamTime, string? EndTime);

/// <summary>A patient who leaves after the latest time.</summary>
internal sealed record BoardLate(int Index, string Patient, double Late);

/// <summary>A patient who does not fit, and why.</summary>
internal sealed record BoardNotTreated(int Index, string Patient, string Reason);

/// <summary>How the order was looked for.</summary>
internal sealed record BoardSearch(long Iterations, int Chains, ulong Seed, bool IsReproducible);

/// <summary>What the solver CP-SAT came to.</summary>
internal sealed record BoardCpSat(double? Makespan, double LowerBound, double Seconds);

/// <summary>The rest of the day after the beam was down.</summary>
internal sealed record BoardReplan(string BeamDown, string Resume, double Makespan, IReadOnlyList<int> Order, IReadOnlyList<BoardChange> Changes, IReadOnlyList<BoardLate> Late, IReadOnlyList<BoardNotTreated> NotTreated);

/// <summary>What becomes of one patient.</summary>
internal sealed record BoardChange(int Index, string Patient, string Status, double? ToldStart, double? NewStart, double? Shift, BoardVisit? Visit);
