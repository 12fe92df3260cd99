using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Ct;
using Hanbeam.Dicom.RtStructureSet;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dicom.Check;

/// <summary>Tells of every file what it is, what it belongs to, what is wrong with it and what will be ignored; it never fails for what a file holds.</summary>
public sealed class DicomChecker
{
    private readonly string source;
    private readonly List<CheckedFile> files;

    private DicomChecker(string source, List<CheckedFile> files)
    {
        this.source = source;
        this.files = files;
    }

    /// <summary>Checks a file, or all files of a folder and those below it.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="context">Threads, progress and cancellation.</param>
    /// <exception cref="InputException">There is no such file or folder, or a folder cannot be read.</exception>
    public static DicomCheckReport Run(string path, WorkContext context)
    {
        if (!Path.Exists(path)) throw new InputException($"{path}: there is no such file or folder.");
        var files = (Directory.Exists(path) ? FolderTree.FilesBelow(path) : [path]).Select(file => new CheckedFile(file)).ToList();
        var done = 0;
        InOrder.For(files.Count, context, i =>
        {
            FileReader.Open(files[i]);
            context.Report("reading files", (double)Interlocked.Increment(ref done) / files.Count);
        });
        return new DicomChecker(path, files).Report();
    }

    private DicomCheckReport Report()
    {
        TellCopies();
        var references = new ReferenceResolver(files);
        foreach (var file in files.Where(file => file.File is not null)) references.Resolve(file);
        var series = files.Where(file => file.Image is not null).GroupBy(file => file.Image!.SeriesInstanceUid).Select(Judge).ToList();
        return new DicomCheckReport { Source = source, Files = [.. files.Select(file => file.Verdict())], Series = series };
    }

    private void TellCopies()
    {
        foreach (var group in files.Where(file => file.SopInstanceUid.Length > 0).GroupBy(file => file.SopInstanceUid).Where(group => group.Count() > 1))
        {
            foreach (var copy in group.Skip(1)) copy.Warnings.Add($"It has the SOP Instance UID of {group.First().Path}: one is a copy of the other.");
        }
    }

    private CtSeriesVerdict Judge(IGrouping<string, CheckedFile> group)
    {
        var warnings = new List<string>();
        var verdict = new CtSeriesVerdict
        {
            SeriesInstanceUid = group.Key,
            Description = group.First().Image!.SeriesDescription,
            Images = group.Count(),
            StructureSets = [.. files.Where(file => file.SopClassUid == DicomUids.RtStructureSetStorage && RtStructureSetReferences.SeriesOf(file.File!.DataSet).Contains(group.Key)).Select(file => file.Path)],
            Warnings = warnings,
        };
        try
        {
            var series = new CtSeries(source, [.. group.Select(file => file.Image!.Slice())], UnevenSlices.Refuse, warnings);
            var (grid, position) = (series.Geometry, series.Position());
            return verdict with
            {
                Geometry = string.Create(CultureInfo.InvariantCulture, $"{grid.Nx} × {grid.Ny} × {grid.Nz} voxels of {grid.Spacing.X:0.###} × {grid.Spacing.Y:0.###} × {grid.Spacing.Z:0.###} mm, {position}"),
            };
        }
        catch (InputException error)
        {
            return verdict with { Problem = error.Message };
        }
    }
}
