namespace Hanbeam.Centre.DayBoard;

/// <summary>What a beam-down means for a patient.</summary>
public enum VisitStatus
{
    /// <summary>Had the beam before it failed, or was in a room and needs none.</summary>
    Done,

    /// <summary>Was in a room without beam yet: stays there and waits for it longer than planned.</summary>
    Waiting,

    /// <summary>Had a part of the beam: stays in the room for the rest.</summary>
    Interrupted,

    /// <summary>Has the times told, or starts so little off that it need not be told.</summary>
    AsTold,

    /// <summary>Must be told a new start.</summary>
    Moved,

    /// <summary>Does not fit into the day any more, and must be told.</summary>
    NotTreated,
}
