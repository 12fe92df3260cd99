namespace Hanbeam.Tests.House;

/// <summary>What became of a paragraph of the report.</summary>
public enum OriginStatus
{
    /// <summary>A command of Hanbeam does it, and a test shows it.</summary>
    Works,

    /// <summary>Planned software that does not exist yet.</summary>
    ToCome,

    /// <summary>Kept as a commitment between people; no software.</summary>
    Record,

    /// <summary>Explains the rest.</summary>
    Context,
}
