namespace Hanbeam.Centre.Simulation;

/// <summary>What limits how many patients can start.</summary>
public enum VolumeLimit
{
    /// <summary>The referrals: whoever is ready starts within a week.</summary>
    Referrals,

    /// <summary>The beam is in use nearly all the time, whatever the rooms.</summary>
    Beam,

    /// <summary>The book is full: rooms or opening hours.</summary>
    RoomTime,

    /// <summary>The book is not full, yet patients wait: too few rooms have the ports that they need.</summary>
    SuitableRooms,

    /// <summary>The book is not full, yet patients wait: the number of courses that may start in a week, or rooms with the ports that they need.</summary>
    StartsPerWeek,
}
