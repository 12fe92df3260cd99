namespace Hanbeam.Centre.Simulation;

/// <summary>Something that a reader of the result should know.</summary>
public enum CentreNote
{
    /// <summary>The file has no failures: the machine never fails.</summary>
    NoFailures,

    /// <summary>The file has no staffing: people are never missing.</summary>
    NoStaffing,

    /// <summary>All patients wait however long it takes.</summary>
    EndlessPatience,

    /// <summary>Beam times have no parts: all of it counts as beam on.</summary>
    BeamTimesWithoutParts,

    /// <summary>Some figures name no source: they are the user's.</summary>
    FiguresWithoutSource,

    /// <summary>The first reported year begins with an empty centre.</summary>
    BeginsEmpty,
}
