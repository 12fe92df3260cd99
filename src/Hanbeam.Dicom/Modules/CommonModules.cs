using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dicom.Modules;

/// <summary>The modules that all objects share [DICOM, PS3.3 sections C.7 and C.12].</summary>
internal static class CommonModules
{
    /// <summary>What stands in every object that Hanbeam writes.</summary>
    internal const string ResearchOnly = "Research use only, not a medical device";

    private const string Product = "Hanbeam";

    private static readonly string Version = typeof(CommonModules).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>Starts an object: whom and what it belongs to and what made it; no time and no instance UID yet.</summary>
    internal static DicomDataSet Start(string sopClassUid, string modality, StudyIdentity identity, string seriesDescription)
    {
        var set = new DicomDataSet();
        set.SetValues(DicomTags.SpecificCharacterSet, CharacterSet.Utf8Term);
        set.Set(DicomTags.SOPClassUID, sopClassUid);
        set.Set(DicomTags.PatientName, identity.PatientName);
        set.Set(DicomTags.PatientID, identity.PatientId);
        set.Set(DicomTags.PatientBirthDate, identity.PatientBirthDate);
        set.Set(DicomTags.PatientSex, identity.PatientSex);
        set.Set(DicomTags.StudyInstanceUID, identity.StudyInstanceUid);
        set.Set(DicomTags.StudyID, identity.StudyId);
        set.Set(DicomTags.AccessionNumber, identity.AccessionNumber);
        set.Set(DicomTags.ReferringPhysicianName, identity.ReferringPhysicianName);
        set.Set(DicomTags.Modality, modality);
        set.Set(DicomTags.SeriesDescription, seriesDescription);
        set.Set(DicomTags.Manufacturer, Product);
        set.Set(DicomTags.ManufacturerModelName, Product);
        set.Set(DicomTags.SoftwareVersions, Version);
        set.Set(DicomTags.FrameOfReferenceUID, identity.FrameOfReferenceUid);
        set.SetEmpty(DicomTags.PositionReferenceIndicator);
        return set;
    }

    /// <summary>Completes an object that is a series of its own: UIDs from its content, then the times.</summary>
    /// <param name="set">The object, otherwise complete.</param>
    /// <param name="identity">What it belongs to.</param>
    /// <param name="seriesNumber">Its place in the study.</param>
    /// <param name="stamp">When it was made.</param>
    /// <param name="sopInstanceUid">Its UID where that is given; else made from the content.</param>
    /// <returns>SOP Instance UID.</returns>
    internal static string Finish(DicomDataSet set, StudyIdentity identity, int seriesNumber, DateTimeOffset stamp, string sopInstanceUid = "")
    {
        set.Set(DicomTags.SeriesNumber, seriesNumber);
        if (sopInstanceUid.Length == 0) sopInstanceUid = DicomUid.Create(set);
        set.Set(DicomTags.SeriesInstanceUID, DicomUid.Create("series", sopInstanceUid));
        set.Set(DicomTags.SOPInstanceUID, sopInstanceUid);
        set.SetTimes(identity, stamp);
        return sopInstanceUid;
    }

    /// <summary>When the study took place (where the identity does not say: when the object was made), and when series and object were made.</summary>
    internal static void SetTimes(this DicomDataSet set, StudyIdentity identity, DateTimeOffset stamp)
    {
        if (identity.StudyDate.Length == 0)
        {
            set.SetTime(DicomTags.StudyDate, DicomTags.StudyTime, stamp);
        }
        else
        {
            set.Set(DicomTags.StudyDate, identity.StudyDate);
            set.Set(DicomTags.StudyTime, identity.StudyTime);
        }

        set.SetTime(DicomTags.SeriesDate, DicomTags.SeriesTime, stamp);
        set.SetTime(DicomTags.InstanceCreationDate, DicomTags.InstanceCreationTime, stamp);
    }

    /// <summary>A date and a time.</summary>
    internal static void SetTime(this DicomDataSet set, DicomTag date, DicomTag time, DateTimeOffset stamp)
    {
        set.Set(date, stamp.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        set.Set(time, stamp.ToString("HHmmss", CultureInfo.InvariantCulture));
    }
}
