using Hanbeam.Dicom.Check;

namespace Hanbeam.App.Dicom;

/// <summary>A report for people: one line a file, then the CT series and the sum.</summary>
internal static class DicomCheckText
{
    private const int StatusWidth = 9;

    public static IEnumerable<string> Lines(DicomCheckReport report)
    {
        var folder = Directory.Exists(report.Source) ? report.Source : Path.GetDirectoryName(Path.GetFullPath(report.Source))!;
        var names = report.Files.ToDictionary(file => file.Path, file => Path.GetRelativePath(folder, file.Path));
        var width = names.Values.Select(name => name.Length).DefaultIfEmpty().Max() + 2;
        foreach (var file in report.Files)
            yield return file.Status.ToString().ToLowerInvariant().PadRight(StatusWidth) + names[file.Path].PadRight(width) + Shorten(Facts(file), report.Source);
        if (report.Series.Count > 0) yield return "";
        foreach (var series in report.Series) yield return Shorten(Line(series), report.Source);
        var counts = DicomCheckCounts.Of(report);
        yield return "";
        yield return $"{report.Files.Count} files: {counts.Ok} ok, {counts.Warning} with warnings, {counts.Ignored} ignored, {counts.Error} refused";
    }

    private static string Facts(DicomFileVerdict file)
    {
        var facts = file.Content.Length > 0 ? $"{file.Kind}, {file.Content}" : file.Kind;
        if (file.BelongsTo.Count > 0) facts += "; of " + string.Join(" and ", file.BelongsTo);
        var remarks = file.Problems.Concat(file.Warnings).Concat(file.Hints.Select(hint => "Hint: " + hint)).ToList();
        return remarks.Count == 0 ? facts : $"{facts}. {string.Join(" ", remarks)}";
    }

    private static string Line(CtSeriesVerdict series)
    {
        var name = $"CT series '{series.Description}' {series.SeriesInstanceUid}, {series.Images} images: ";
        if (series.Problem.Length > 0) return name + "refused. " + series.Problem;
        var structures = series.StructureSets.Count == 0 ? "no structure set" : "structures in " + string.Join(", ", series.StructureSets);
        return string.Join(" ", [$"{name}{series.Geometry}; {structures}", .. series.Warnings]);
    }

    // Files are told by their place in the folder.
    private static string Shorten(string text, string source)
    {
        var start = Path.TrimEndingDirectorySeparator(source) + Path.DirectorySeparatorChar;
        return Directory.Exists(source) ? text.Replace(source + ": ", "", StringComparison.Ordinal).Replace(start, "", StringComparison.Ordinal) : text;
    }
}
