using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dicom.Modules;

/// <summary>Gives a case that does not come from DICOM the UIDs that its objects need.</summary>
public static class CaseIdentity
{
    /// <summary>
    /// The identity of a case with every empty UID of study, frame of reference, CT series and CT images filled in. They are made from the case's name, grid
    /// and structure names, so the same case gets the same UIDs.
    /// </summary>
    /// <param name="case">The case.</param>
    /// <returns>The identity as it stands in every object written for the case. The structure set's UID stays as it is: empty where there is none.</returns>
    public static StudyIdentity Complete(PatientCase @case)
    {
        var identity = @case.Identity;
        var grid = @case.Ct.Hounsfield.Geometry;
        string[] content =
        [
            Path.GetFileName(Path.TrimEndingDirectorySeparator(@case.Source)),
            identity.PatientId,
            grid.ToString(),
            .. @case.Structures.Select(structure => structure.Name),
        ];
        var study = Or(identity.StudyInstanceUid, "study");
        var series = Or(identity.CtSeriesInstanceUid, "CT series");
        return identity with
        {
            StudyInstanceUid = study,
            FrameOfReferenceUid = Or(identity.FrameOfReferenceUid, "frame of reference"),
            CtSeriesInstanceUid = series,
            CtSopInstanceUids = identity.CtSopInstanceUids.Count == grid.Nz ? identity.CtSopInstanceUids
                : [.. Enumerable.Range(0, grid.Nz).Select(k => DicomUid.Create("CT image", series, k.ToString(CultureInfo.InvariantCulture)))],
        };

        string Or(string uid, string role) => uid.Length > 0 ? uid : DicomUid.Create(role, content);
    }
}
