using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.RtIonBeamsTreatmentRecord;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Dicom.RtIonBeamsTreatmentRecord;

public sealed class TreatmentRecordTests
{
    [Fact]
    public void Read_RecordOfACarbonBeam_GivesItsSpots()
    {
        using var folder = new TemporaryFolder();
        Write(folder["record.dcm"]);
        var warnings = new List<string>();
        var record = TreatmentRecordReader.Read(folder["record.dcm"], warnings);

        Assert.Empty(warnings);
        Assert.Equal(("2.25.77", "generic", "20261122", "091500", "NP", 1), (record.PlanSopInstanceUid, record.MachineName, record.Date, record.Time, record.MetersetUnit, record.FractionGroup));
        var beam = Assert.Single(record.Beams);
        Assert.Equal((2, "left", 6, 12, 3, "NORMAL", 60_000.0, 59_000.0, 90.0), (beam.Number, beam.Name, beam.IonZ, beam.IonA, beam.Fraction, beam.Termination, beam.SpecifiedMeterset, beam.DeliveredMeterset, beam.GantryDeg));
        Assert.Equal([200, 190.5], beam.Layers.Select(layer => layer.EnergyMeVPerU));
        Assert.Equal([0, 2], beam.Layers.Select(layer => layer.ControlPointIndex));
        Assert.Equal([19_000, 20_000], beam.Layers[0].Metersets);
        Assert.Equal([-3.1, 4], beam.Layers[0].XMm);
        Assert.Equal([0.7, -12.3], beam.Layers[0].YMm);
    }

    [Fact]
    public void Read_SpotsThatDoNotAddUp_IsWarnedOf()
    {
        using var folder = new TemporaryFolder();
        Write(folder["record.dcm"], delivered: 80_000);
        var warnings = new List<string>();
        TreatmentRecordReader.Read(folder["record.dcm"], warnings);
        Assert.Contains("add up to 59000 and its delivered meterset is 80000", Assert.Single(warnings));
    }

    [Fact]
    public void Read_WithoutSpots_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Write(folder["record.dcm"], hasSpots: false);
        Assert.Contains("beam 2 has no spots with a meterset", Assert.Throws<InputException>(() => TreatmentRecordReader.Read(folder["record.dcm"])).Message);
    }

    [Fact]
    public void Read_AnotherObject_SaysWhatItIs()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteStructures(folder.Path);
        Assert.Contains("no RT Ion Beams Treatment Record", Assert.Throws<InputException>(() => TreatmentRecordReader.Read(folder["structures.dcm"])).Message);
    }

    [Fact]
    public void Read_SpoiltBytes_NeverCrashes()
    {
        using var folder = new TemporaryFolder();
        Write(folder["record.dcm"]);
        var whole = File.ReadAllBytes(folder["record.dcm"]);
        for (var i = 132; i < whole.Length; i++)
        {
            var spoilt = (byte[])whole.Clone();
            spoilt[i] ^= 0xFF;
            File.WriteAllBytes(folder["spoilt.dcm"], spoilt);
            try
            {
                TreatmentRecordReader.Read(folder["spoilt.dcm"]);
            }
            catch (InputException)
            {
                // A refusal is what a damaged file deserves.
            }
        }
    }

    internal static void Write(string path, double delivered = 59_000, bool hasSpots = true)
    {
        var set = new DicomDataSet();
        set.Set(DicomTags.SOPClassUID, DicomUids.RtIonBeamsTreatmentRecordStorage);
        set.Set(DicomTags.SOPInstanceUID, "2.25.78");
        set.Set(DicomTags.TreatmentDate, "20261122");
        set.Set(DicomTags.TreatmentTime, "091500");
        set.SetReference(DicomTags.ReferencedRTPlanSequence, DicomUids.RtIonPlanStorage, "2.25.77");
        set.SetItem(DicomTags.TreatmentMachineSequence, machine => machine.Set(DicomTags.TreatmentMachineName, "generic"));
        set.Set(DicomTags.ReferencedFractionGroupNumber, 1);
        set.Set(DicomTags.PrimaryDosimeterUnit, "NP");
        set.SetItem(DicomTags.TreatmentSessionIonBeamSequence, beam =>
        {
            beam.Set(DicomTags.ReferencedBeamNumber, 2);
            beam.Set(DicomTags.BeamName, "left");
            beam.Set(DicomTags.RadiationType, "ION");
            beam.Set(DicomTags.RadiationAtomicNumber, 6);
            beam.Set(DicomTags.RadiationMassNumber, 12);
            beam.Set(DicomTags.CurrentFractionNumber, 3);
            beam.Set(DicomTags.TreatmentTerminationStatus, "NORMAL");
            beam.Set(DicomTags.SpecifiedPrimaryMeterset, [60_000.0]);
            beam.Set(DicomTags.DeliveredPrimaryMeterset, [delivered]);
            beam.SetItems(DicomTags.IonControlPointDeliverySequence,
            [
                Point(0, 200, [-3.1, 0.7, 4, -12.3], hasSpots ? [19_000, 20_000] : [0, 0]), Point(1, null, [], [0, 0]), Point(2, 190.5, [1, 2], hasSpots ? [20_000] : [0]), Point(3, null, [], [0]),
            ]);
        });
        DicomFile.Write(path, set);
    }

    private static DicomDataSet Point(int index, double? energy, double[] positions, double[] metersets)
    {
        var point = new DicomDataSet();
        point.Set(DicomTags.ReferencedControlPointIndex, index);
        point.Set(DicomTags.TreatmentControlPointTime, "091500");
        if (energy is not null) point.Set(DicomTags.NominalBeamEnergy, [energy.Value]);
        if (index == 0) point.Set(DicomTags.GantryAngle, [90.0]);
        if (positions.Length > 0) point.Set(DicomTags.ScanSpotPositionMap, positions);
        point.Set(DicomTags.ScanSpotMetersetsDelivered, metersets);
        return point;
    }
}
