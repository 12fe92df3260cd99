using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.RtIonBeamsTreatmentRecord;

/// <summary>Reads an RT Ion Beams Treatment Record of scanned beams [DICOM, PS3.3 sections A.53 and C.8.8.26].</summary>
public static class TreatmentRecordReader
{
    /// <summary>Reads a record.</summary>
    /// <param name="path">The file.</param>
    /// <param name="warnings">Receives what the user should know, one sentence each.</param>
    /// <exception cref="InputException">The file is damaged, no such record, or has a beam without spots.</exception>
    public static TreatmentRecord Read(string path, ICollection<string>? warnings = null)
    {
        var set = DicomFile.Read(path).DataSet;
        if (set.Text(DicomTags.SOPClassUID) is var sopClass and not DicomUids.RtIonBeamsTreatmentRecordStorage)
            throw new InputException($"{path}: this is no RT Ion Beams Treatment Record but an object of the class {sopClass}.");
        var unit = set.Text(DicomTags.PrimaryDosimeterUnit);
        if (unit is not ("MU" or "NP")) throw new InputException($"{path}: the record has the dosimeter unit '{unit}'; NP and MU are read.");
        var beams = set.Items(DicomTags.TreatmentSessionIonBeamSequence);
        if (beams.Count == 0) throw new InputException($"{path}: the record has no beams.");
        return new TreatmentRecord
        {
            PlanSopInstanceUid = set.Items(DicomTags.ReferencedRTPlanSequence) is [var plan, ..] ? plan.Text(DicomTags.ReferencedSOPInstanceUID) : "",
            MachineName = set.Items(DicomTags.TreatmentMachineSequence) is [var machine, ..] ? machine.Text(DicomTags.TreatmentMachineName) : "",
            Date = set.Text(DicomTags.TreatmentDate),
            Time = set.Text(DicomTags.TreatmentTime),
            MetersetUnit = unit,
            FractionGroup = Whole(set, DicomTags.ReferencedFractionGroupNumber),
            Beams = [.. beams.Select(beam => ReadBeam(beam, warnings))],
        };
    }

    private static RecordedBeam ReadBeam(DicomDataSet item, ICollection<string>? warnings)
    {
        var number = item.RequiredInteger(DicomTags.ReferencedBeamNumber, int.MinValue, int.MaxValue);
        var points = item.Items(DicomTags.IonControlPointDeliverySequence);
        var layers = ReadLayers(item, number, points);
        if (layers.Count == 0) throw Fault(item, number, $"has no spots with a meterset; only scanned beams with Scan Spot Metersets Delivered are read");
        var (z, a) = item.Text(DicomTags.RadiationType) == "PROTON" ? (1, 1) : (item.RequiredInteger(DicomTags.RadiationAtomicNumber, 1, 118), item.RequiredInteger(DicomTags.RadiationMassNumber, 1, 300));
        var delivered = item.Number(DicomTags.DeliveredPrimaryMeterset);
        var sum = layers.Sum(layer => layer.Metersets.Sum());
        // The spots are 32-bit floats: a sum that is off by more than their rounding lacks some.
        if (delivered is > 0 && Math.Abs(sum / delivered.Value - 1) > 1e-4)
            warnings?.Add(string.Create(CultureInfo.InvariantCulture, $"{item.Source}: the spots of beam {number} add up to {sum:R} and its delivered meterset is {delivered:R}."));
        return new RecordedBeam
        {
            Number = number,
            Name = item.Text(DicomTags.BeamName),
            IonZ = z,
            IonA = a,
            Fraction = Whole(item, DicomTags.CurrentFractionNumber),
            Termination = item.Text(DicomTags.TreatmentTerminationStatus),
            SpecifiedMeterset = item.Number(DicomTags.SpecifiedPrimaryMeterset),
            DeliveredMeterset = delivered,
            GantryDeg = points[0].Number(DicomTags.GantryAngle),
            CouchDeg = points[0].Number(DicomTags.PatientSupportAngle),
            Layers = layers,
        };
    }

    private static List<RecordedLayer> ReadLayers(DicomDataSet beam, int number, IReadOnlyList<DicomDataSet> points)
    {
        var layers = new List<RecordedLayer>();
        var (energy, positions) = ((double?)null, (double[])[]);
        for (var n = 0; n < points.Count; n++)
        {
            // What a control point does not repeat stays as it was.
            energy = points[n].Number(DicomTags.NominalBeamEnergy) ?? energy;
            if (points[n].Numbers(DicomTags.ScanSpotPositionMap) is { Length: > 0 } map) positions = map;
            var metersets = points[n].Numbers(DicomTags.ScanSpotMetersetsDelivered);
            if (Array.TrueForAll(metersets, meterset => meterset == 0)) continue;
            if (energy is not > 0) throw Fault(beam, number, $"has spots without an energy above 0");
            if (positions.Length != 2 * metersets.Length) throw Fault(beam, number, $"has a control point of {metersets.Length} spots but {positions.Length} coordinates, not two for each");
            if (Array.Exists(metersets, meterset => !(meterset >= 0 && double.IsFinite(meterset)))) throw Fault(beam, number, $"has a spot whose meterset is below 0 or no number");
            layers.Add(new RecordedLayer
            {
                ControlPointIndex = Whole(points[n], DicomTags.ReferencedControlPointIndex) ?? n,
                Time = points[n].Text(DicomTags.TreatmentControlPointTime),
                EnergyMeVPerU = energy.Value,
                XMm = [.. metersets.Select((_, i) => positions[2 * i])],
                YMm = [.. metersets.Select((_, i) => positions[2 * i + 1])],
                Metersets = metersets,
            });
        }

        return layers;
    }

    private static int? Whole(DicomDataSet set, DicomTag tag) => set.Number(tag) is null ? null : set.RequiredInteger(tag, int.MinValue, int.MaxValue);

    private static InputException Fault(DicomDataSet item, int number, FormattableString what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{item.Source}: beam {number} {what.ToString(CultureInfo.InvariantCulture)}."));
}
