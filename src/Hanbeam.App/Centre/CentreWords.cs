using System.Globalization;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Centre;

/// <summary>What the numbers of a centre say, in English sentences and in the words of JSON files.</summary>
internal static class CentreWords
{
    /// <summary>A note.</summary>
    public static string Of(CentreNote note) => note switch
    {
        CentreNote.NoFailures => "The file says nothing of failures: the machine never fails.",
        CentreNote.NoStaffing => "The file says nothing of staffing: people are never missing.",
        CentreNote.EndlessPatience => "The file gives no patience: every patient waits however long it takes.",
        CentreNote.BeamTimesWithoutParts => "Some beam times are not split into their parts: all of them counts as beam on.",
        CentreNote.FiguresWithoutSource => "Some figures name no source: they are the user's.",
        _ => "There is no warm-up: the first year begins with an empty centre.",
    };

    /// <summary>A word for JSON.</summary>
    public static string Key(VolumeLimit limit) => limit switch
    {
        VolumeLimit.Referrals => "referrals",
        VolumeLimit.RoomTime => "room-time",
        VolumeLimit.SuitableRooms => "suitable-rooms",
        _ => "starts-per-week",
    };

    /// <summary>A word for JSON.</summary>
    public static string Key(ResourceKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>What holds a year back, in two sentences.</summary>
    public static IReadOnlyList<string> Of(Bottleneck bottleneck) => [VolumeSentence(bottleneck.Volume), DelaySentence(bottleneck.Loads[0])];

    /// <summary>The name of a resource.</summary>
    public static string Of(ResourceLoad load) => load.Kind switch
    {
        ResourceKind.Rooms => "rooms",
        ResourceKind.Beam => "beam",
        ResourceKind.Repair => "repair of the machine",
        _ => load.Name,
    };

    private static string VolumeSentence(VolumeLimit limit) => limit switch
    {
        VolumeLimit.Referrals => "Referrals limit the number of patients: whoever is ready starts within a week, so more rooms or hours would treat nobody else.",
        VolumeLimit.RoomTime => "Room time limits the number of patients: the book is full, so a further room or longer hours would treat more.",
        VolumeLimit.SuitableRooms => "Ports limit the number of patients: the book is not full, but the rooms with the ports that patients wait for are.",
        _ => "Starts per week or ports limit the number of patients: they wait although the book is not full.",
    };

    private static string DelaySentence(ResourceLoad load)
    {
        var minutes = load.WaitMinutesPerFraction.ToString("0.0", CultureInfo.InvariantCulture);
        var use = load.UsePercent.ToString("0", CultureInfo.InvariantCulture);
        return load.Kind switch
        {
            ResourceKind.Rooms => $"Within the day patients wait longest for their room ({minutes} min per fraction; rooms are occupied {use} % of the hours): longer appointments or shorter work in the room would help.",
            ResourceKind.Beam => $"Within the day patients wait longest for the beam ({minutes} min per fraction; a room has it {use} % of the hours): shorter delivery would help, further rooms would not.",
            ResourceKind.Repair => $"Within the day patients wait longest for repairs ({minutes} min per fraction).",
            _ => $"Within the day patients wait longest for people of the role {load.Name} ({minutes} min per fraction; at work in the rooms {use} % of the hours): one more would help.",
        };
    }
}
