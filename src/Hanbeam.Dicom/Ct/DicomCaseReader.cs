using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dicom.Ct;

/// <summary>
/// Reads a case from a folder that holds a CT series and an RT Structure Set somewhere below it; all other files are ignored. The CT
/// comes out in Hounsfield units on an axis-aligned grid in the patient frame, whichever way its slices were turned in their plane.
/// </summary>
public static class DicomCaseReader
{
    /// <summary>Reads the case.</summary>
    /// <param name="folder">The folder, searched through.</param>
    /// <param name="choice">Which CT series and structure set are meant where there are several; what becomes of missing or uneven slices.</param>
    /// <param name="context">Threads and cancellation; null for all processors.</param>
    /// <returns>The case; its warnings say what was ignored or assumed.</returns>
    /// <exception cref="InputException">
    /// There is no folder, CT or RT Structure Set; several of them and none chosen; slices that are missing, doubled, unevenly spaced, tilted, not axial or unlike
    /// each other; structures drawn in another frame of reference; or a file that is damaged or encoded in a way that is not read.
    /// </exception>
    public static PatientCase Read(string folder, CtChoice? choice = null, WorkContext? context = null)
    {
        if (!Directory.Exists(folder)) throw new InputException($"{folder}: there is no such folder.");
        var finder = new CaseFinder(folder, []);
        finder.Search(context ?? WorkContext.Default);
        return Read(folder, finder, choice ?? new CtChoice(), context ?? WorkContext.Default);
    }

    /// <summary>Reads a case from files that are in memory.</summary>
    internal static PatientCase Read(IEnumerable<DicomFile> files, CtChoice choice)
    {
        var finder = new CaseFinder("memory", []);
        foreach (var file in files) finder.Add(file);
        return Read("memory", finder, choice, WorkContext.Default with { Threads = 1 });
    }

    private static PatientCase Read(string folder, CaseFinder finder, CtChoice choice, WorkContext context)
    {
        var series = new CtSeries(folder, finder.OneSeries(choice.Series), choice.Slices, finder.Warnings);
        var (structureFile, structures) = finder.OneStructureSet(series.Slices[0].FrameOfReferenceUid, choice.StructureSet);
        return new PatientCase
        {
            Source = folder,
            Files = [.. series.Slices.Select(slice => slice.Path), structureFile.Path],
            Kind = CaseKind.Dicom,
            Structures = structures.Read(),
            Ct = series.Read(context),
            Identity = ReadIdentity(series, structureFile.DataSet),
            Choice = choice,
            Warnings = finder.Warnings,
        };
    }

    private static StudyIdentity ReadIdentity(CtSeries series, DicomDataSet structureSet)
    {
        var ct = (series.Slices[0].File ?? DicomFile.ReadHeader(series.Slices[0].Path)).DataSet;
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
}
