namespace Hanbeam.App.Reports.Layout;

/// <summary>Languages in which reports are written. Numbers, dates and units are the same in all of them.</summary>
internal enum ReportLanguage
{
    /// <summary>English, en.</summary>
    English,

    /// <summary>Korean, ko.</summary>
    Korean,

    /// <summary>Japanese, ja.</summary>
    Japanese,
}
