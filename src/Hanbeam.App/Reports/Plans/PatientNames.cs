namespace Hanbeam.App.Reports.Plans;

/// <summary>Names as DICOM keeps them (PS3.5 6.2, value representation PN) for people to read.</summary>
internal static class PatientNames
{
    /// <summary>Up to three spellings with their parts set apart by blanks: Yamada^Tarou=山田^太郎 becomes Yamada Tarou = 山田 太郎.</summary>
    public static string Shown(string name) => string.Join(" = ", name.Split('=', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(group => string.Join(' ', group.Split('^', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))));
}
