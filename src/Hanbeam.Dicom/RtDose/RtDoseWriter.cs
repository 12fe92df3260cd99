using System.Buffers.Binary;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Ct;
using Hanbeam.Dicom.Modules;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dicom.RtDose;

/// <summary>Writes a dose cube as RT Dose [DICOM, PS3.3 section A.18], one frame a slice; its grid need not be the CT's. LET goes the same way.</summary>
public static class RtDoseWriter
{
    private const int PhysicalSeriesNumber = 4;
    private const int EffectiveSeriesNumber = 5;
    private const int LetSeriesNumber = 6;

    // The doses of parts of a plan come after those of the whole.
    private const int FirstPartSeriesNumber = 10;

    /// <summary>Writes a dose.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dose">Total dose over all fractions of what it is summed over, Gy or Gy(RBE), or LET, keV/µm; at least 0.</param>
    /// <param name="content">What dose it is and of which plan.</param>
    /// <param name="case">The case it belongs to.</param>
    /// <param name="stamp">When the object was made.</param>
    /// <returns>SOP Instance UID, made from the content.</returns>
    /// <exception cref="InputException">The file can't be written.</exception>
    /// <exception cref="ArgumentException">A dose is negative or no number.</exception>
    public static string Write(string path, Grid<float> dose, RtDoseContent content, PatientCase @case, DateTimeOffset stamp)
    {
        var identity = CaseIdentity.Complete(@case);
        var comment = CommentOf(content);
        var set = CommonModules.Start(DicomUids.RtDoseStorage, "RTDOSE", identity, $"{comment}{(content.Summation == RtDoseSummation.Plan ? "" : " of a part")}, research use only");
        set.SetEmpty(DicomTags.OperatorsName);
        set.Set(DicomTags.InstanceNumber, 1);
        set.Set(DicomTags.DoseUnits, content.Type == RtDoseType.Let ? "RELATIVE" : "GY");
        set.Set(DicomTags.DoseType, content.Type == RtDoseType.Effective ? "EFFECTIVE" : "PHYSICAL");
        set.Set(DicomTags.DoseSummationType, content.Summation switch { RtDoseSummation.Beam => "BEAM", RtDoseSummation.FractionGroup => "FRACTION", _ => "PLAN" });
        set.Set(DicomTags.DoseComment, comment);
        SetPrivate(set, content);
        SetPlan(set, content);
        SetFrames(set, dose.Geometry);
        SetPixels(set, dose);
        var uid = CommonModules.Finish(set, identity, SeriesNumberOf(content), stamp);
        set.SetTime(DicomTags.ContentDate, DicomTags.ContentTime, stamp);
        DicomFile.Write(path, set);
        return uid;
    }

    private static string CommentOf(RtDoseContent content) => content.Type switch
    {
        RtDoseType.Effective => "RBE model " + content.RbeModel,
        RtDoseType.Let => "Dose-averaged LET in keV/um, no dose",
        _ => "Absorbed dose",
    };

    private static void SetPrivate(DicomDataSet set, RtDoseContent content)
    {
        if (content.Type == RtDoseType.Effective) HanbeamPrivateBlock.Set(set, (HanbeamPrivateBlock.RbeModel, content.RbeModel));
        if (content.Type == RtDoseType.Let) HanbeamPrivateBlock.Set(set, (HanbeamPrivateBlock.Quantity, HanbeamPrivateBlock.DoseAveragedLet), (HanbeamPrivateBlock.Unit, "keV/um"));
    }

    private static int SeriesNumberOf(RtDoseContent content) => content.Summation switch
    {
        RtDoseSummation.Beam => FirstPartSeriesNumber + content.BeamNumber,
        RtDoseSummation.FractionGroup => FirstPartSeriesNumber + content.FractionGroupNumber,
        _ => content.Type switch { RtDoseType.Effective => EffectiveSeriesNumber, RtDoseType.Let => LetSeriesNumber, _ => PhysicalSeriesNumber },
    };

    private static void SetPlan(DicomDataSet set, RtDoseContent content) => set.SetItem(DicomTags.ReferencedRTPlanSequence, plan =>
    {
        plan.Set(DicomTags.ReferencedSOPClassUID, DicomUids.RtIonPlanStorage);
        plan.Set(DicomTags.ReferencedSOPInstanceUID, content.PlanSopInstanceUid);
        if (content.Summation == RtDoseSummation.Plan) return;
        plan.SetItem(DicomTags.ReferencedFractionGroupSequence, group =>
        {
            group.Set(DicomTags.ReferencedFractionGroupNumber, content.FractionGroupNumber);
            if (content.Summation == RtDoseSummation.Beam) group.SetItem(DicomTags.ReferencedBeamSequence, beam => beam.Set(DicomTags.ReferencedBeamNumber, content.BeamNumber));
        });
    });

    private static void SetFrames(DicomDataSet set, GridGeometry grid)
    {
        CtSeriesWriter.ImagePlane(set, grid, 0);
        set.Set(DicomTags.SliceThickness, grid.Spacing.Z);
        CtSeriesWriter.PixelLayout(set, grid, DoseScaling.Bits);
        set.Set(DicomTags.PixelRepresentation, 0);
        set.Set(DicomTags.NumberOfFrames, grid.Nz);
        set.SetTag(DicomTags.FrameIncrementPointer, DicomTags.GridFrameOffsetVector);
        set.Set(DicomTags.GridFrameOffsetVector, Enumerable.Range(0, grid.Nz).Select(k => k * grid.Spacing.Z).ToArray());
    }

    private static void SetPixels(DicomDataSet set, Grid<float> dose)
    {
        var greatest = 0.0f;
        foreach (var value in dose.Values)
        {
            if (!(value >= 0 && float.IsFinite(value))) throw new ArgumentException($"a dose of {value} Gy", nameof(dose));
            greatest = Math.Max(greatest, value);
        }

        var scaling = DoseScaling.Choose(greatest);
        var bytes = new byte[dose.Values.Length * sizeof(ushort)];
        for (var i = 0; i < dose.Values.Length; i++) BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(sizeof(ushort) * i), (ushort)Math.Round(dose.Values[i] / scaling));

        set.Set(DicomTags.DoseGridScaling, scaling);
        set.Set(DicomTags.PixelData, bytes);
    }
}
