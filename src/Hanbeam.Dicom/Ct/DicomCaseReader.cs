using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.RtStructureSet;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dicom.Ct;

/// <summary>
/// Reads a case from a folder that holds one CT series and one RT Structure Set somewhere below it; all other files are ignored. The CT
/// comes out in Hounsfield units on an axis-aligned grid in the patient frame, whichever way its slices were turned in their plane.
/// </summary>
public static class DicomCaseReader
{
    // Deep enough for any export; a folder that links to itself ends there.
    private const int DeepestFolder = 16;

    /// <summary>Reads the case.</summary>
    /// <param name="folder">The folder, searched through.</param>
    /// <returns>The case; its warnings say what was ignored or assumed.</returns>
    /// <exception cref="InputException">
    /// There is no folder, CT or RT Structure Set; several of them; slices that are missing, doubled, unevenly spaced, tilted, not axial or unlike each
    /// other; structures drawn in another frame of reference; or a file that is damaged or encoded in a way that is not read.
    /// </exception>
    public static PatientCase Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new InputException($"{folder}: there is no such folder.");
        var found = Search(folder);
        var warnings = found.Warnings;
        var slices = OneSeries(folder, found);
        var series = new CtSeries(folder, slices, warnings);
        var (structureFile, structures) = OneStructureSet(folder, found.StructureSets, series.Slices[0].FrameOfReferenceUid, warnings);
        return new PatientCase
        {
            Source = folder,
            Files = [.. series.Slices.Select(slice => slice.Path), structureFile.Path],
            Kind = CaseKind.Dicom,
            Ct = series.Read(),
            Structures = structures.Read(),
            Identity = ReadIdentity(series, structureFile.DataSet),
            Warnings = warnings,
        };
    }

    private static Findings Search(string folder)
    {
        var found = new Findings();
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestFolder, AttributesToSkip = FileAttributes.None };
        foreach (var path in Directory.EnumerateFiles(folder, "*", options).Order(StringComparer.Ordinal))
        {
            if (DicomFile.IsDicom(path)) found.Add(DicomFile.Read(path));
            else if (path.EndsWith(".dcm", StringComparison.OrdinalIgnoreCase)) found.Warnings.Add($"{path} is no DICOM file in spite of its name and was ignored.");
        }

        return found;
    }

    private static IReadOnlyList<CtSlice> OneSeries(string folder, Findings found)
    {
        var series = found.Slices.GroupBy(slice => slice.SeriesInstanceUid).ToList();
        if (series.Count == 1) return [.. series[0]];
        if (series.Count > 1)
        {
            var names = series.Select(group => $"'{group.First().SeriesDescription}' with {group.Count()} slices ({group.Key})");
            throw new InputException($"{folder}: there are {series.Count} CT series, {string.Join(", ", names)}; keep one of them in the folder.");
        }

        if (found.EnhancedCt is not null) throw new InputException($"{found.EnhancedCt}: this is an enhanced multi-frame CT, which is not read; convert it to single CT images.");
        if (found.StructureSets.Count > 0) throw new InputException($"{folder}: there is an RT Structure Set but no CT image.");
        throw new InputException($"{folder}: there is no CT image in this folder.");
    }

    private static (DicomFile File, RtStructureSetReader Reader) OneStructureSet(string folder, List<DicomFile> files, string frameOfReference, List<string> warnings)
    {
        if (files.Count == 0) throw new InputException($"{folder}: there is a CT but no RT Structure Set.");
        var sets = files.Select(file => (File: file, Reader: new RtStructureSetReader(file, warnings))).ToList();
        var fitting = sets.Where(set => set.Reader.FramesOfReference is var frames && (frames.Count == 0 || frames.Contains(frameOfReference))).ToList();
        return fitting.Count switch
        {
            1 => fitting[0],
            0 => throw new InputException($"{files[0].Path}: the structures are drawn in another frame of reference than the CT."),
            _ => throw new InputException($"{folder}: there are {fitting.Count} RT Structure Sets for the CT ({string.Join(", ", fitting.Select(set => set.File.Path))}); keep one of them in the folder."),
        };
    }

    private static StudyIdentity ReadIdentity(CtSeries series, DicomDataSet structureSet)
    {
        var ct = DicomFile.Read(series.Slices[0].Path).DataSet;
        return new StudyIdentity
        {
            PatientName = ct.Text(DicomTags.PatientName),
            PatientId = ct.Text(DicomTags.PatientID),
            PatientBirthDate = ct.Text(DicomTags.PatientBirthDate),
            PatientSex = ct.Text(DicomTags.PatientSex),
            StudyInstanceUid = ct.Text(DicomTags.StudyInstanceUID),
            StudyId = ct.Text(DicomTags.StudyID),
            StudyDate = ct.Text(DicomTags.StudyDate),
            StudyTime = ct.Text(DicomTags.StudyTime),
            AccessionNumber = ct.Text(DicomTags.AccessionNumber),
            ReferringPhysicianName = ct.Text(DicomTags.ReferringPhysicianName),
            FrameOfReferenceUid = ct.Text(DicomTags.FrameOfReferenceUID),
            CtSeriesInstanceUid = ct.Text(DicomTags.SeriesInstanceUID),
            CtSopInstanceUids = [.. series.Slices.Select(slice => slice.SopInstanceUid)],
            StructureSetSopInstanceUid = structureSet.Text(DicomTags.SOPInstanceUID),
        };
    }

    /// <summary>What lies in a folder.</summary>
    private sealed class Findings
    {
        internal List<CtSlice> Slices { get; } = [];

        internal List<DicomFile> StructureSets { get; } = [];

        internal List<string> Warnings { get; } = [];

        internal string? EnhancedCt { get; private set; }

        internal void Add(DicomFile file)
        {
            switch (file.DataSet.Text(DicomTags.SOPClassUID))
            {
                case DicomUids.CtImageStorage when file.DataSet.Texts(DicomTags.ImageType).Contains("LOCALIZER"):
                    Warnings.Add($"{file.Path} is a localizer image and was ignored.");
                    break;
                case DicomUids.CtImageStorage:
                    Slices.Add(CtSlice.From(file));
                    break;
                case DicomUids.EnhancedCtImageStorage:
                    EnhancedCt = file.Path;
                    break;
                case DicomUids.RtStructureSetStorage:
                    StructureSets.Add(file);
                    break;
            }
        }
    }
}
