using System.Globalization;
using Hanbeam.App.Reports.Layout;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Centre;

/// <summary>What the numbers of a centre say: sentences in the language of a report, and the words of JSON files.</summary>
internal static class CentreWords
{
    /// <summary>The language of tables, JSON and the terminal.</summary>
    public static ReportTexts English { get; } = ReportTexts.Of(ReportLanguage.English);

    /// <summary>A note.</summary>
    public static string Of(CentreNote note, ReportTexts texts) => texts["centre.note." + note];

    /// <summary>A word for JSON.</summary>
    public static string Key(VolumeLimit limit) => limit switch
    {
        VolumeLimit.Referrals => "referrals",
        VolumeLimit.Beam => "beam",
        VolumeLimit.RoomTime => "room-time",
        VolumeLimit.SuitableRooms => "suitable-rooms",
        _ => "starts-per-week",
    };

    /// <summary>A word for JSON.</summary>
    public static string Key(ResourceKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>What holds a year back, in two sentences; in one where nobody was there to wait.</summary>
    public static IReadOnlyList<string> Of(Bottleneck bottleneck, ReportTexts texts) => double.IsNaN(bottleneck.Loads[0].WaitMinutesPerFraction)
        ? [texts["centre.limit." + bottleneck.Volume]]
        : [texts["centre.limit." + bottleneck.Volume], DelaySentence(bottleneck.Loads[0], texts)];

    /// <summary>The name of a resource.</summary>
    public static string Of(ResourceLoad load, ReportTexts texts) => load.Kind == ResourceKind.Staff ? load.Name : texts["centre.resource." + load.Kind];

    private static string DelaySentence(ResourceLoad load, ReportTexts texts) => texts.Format("centre.delay." + load.Kind,
        load.WaitMinutesPerFraction.ToString("0.0", CultureInfo.InvariantCulture), load.UsePercent.ToString("0", CultureInfo.InvariantCulture), load.Name);
}
