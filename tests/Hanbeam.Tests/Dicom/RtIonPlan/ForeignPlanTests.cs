using Hanbeam.App.Commands;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.RtIonPlan;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Machines;
using Xunit;

namespace Hanbeam.Tests.Dicom.RtIonPlan;

/// <summary>What other systems write differently: each attribute of a good plan changed as they have it.</summary>
public sealed class ForeignPlanTests
{
    [Fact]
    public void WriteAndRead_MonitorUnits_SayWhatTheyAreAndKeepEveryIon()
    {
        using var folder = new TemporaryFolder();
        var plan = RtIonPlanTests.SmallPlan();
        RtIonPlanTests.Write(folder["plan.dcm"], plan, new RtIonPlanSettings { IonsPerMonitorUnit = energy => 36_500 * energy });

        var set = DicomFile.Read(folder["plan.dcm"]).DataSet;
        var beam = set.Items(DicomTags.IonBeamSequence)[0];
        Assert.Equal("MU", beam.Text(DicomTags.PrimaryDosimeterUnit));
        Assert.Contains("monitor units of 6953250 to 7300000 ions by energy", beam.Text(DicomTags.BeamDescription));
        // 60 000 ions at 200 MeV/u and 40 000 at 190.5, as 32-bit floats.
        var units = 6e4 / 7.3e6 + 4e4 / (36_500 * 190.5);
        Assert.Equal(units, beam.RequiredNumber(DicomTags.FinalCumulativeMetersetWeight), 1e-7 * units);
        Assert.Equal(1e4 / 7.3e6, beam.Items(DicomTags.IonControlPointSequence)[0].Numbers(DicomTags.ScanSpotMetersetWeights)[0], 1e-7 * 1e4 / 7.3e6);
        Assert.Equal(units, set.Items(DicomTags.FractionGroupSequence)[0].Items(DicomTags.ReferencedBeamSequence)[0].RequiredNumber(DicomTags.BeamMeterset), 1e-7 * units);
        var warnings = new List<string>();
        var read = RtIonPlanReader.Read(folder["plan.dcm"], warnings);
        Assert.Empty(warnings);
        Assert.Equal(plan.Beams.SelectMany(one => one.Layers).SelectMany(layer => layer.Particles), read.Beams.SelectMany(one => one.Layers).SelectMany(layer => layer.Particles));
    }

    [Fact]
    public async Task Write_MonitorUnits_IsValidDicom()
    {
        using var folder = new TemporaryFolder();
        RtIonPlanTests.Write(folder["plan.dcm"], RtIonPlanTests.SmallPlan(), new RtIonPlanSettings { IonsPerMonitorUnit = _ => 1e6 });
        await ForeignTool.AssertValidAsync(folder["plan.dcm"]);
    }

    [Fact]
    public void Read_MonitorUnitsOfAKnownMachine_CountsItsIons()
    {
        using var folder = new TemporaryFolder();
        WriteChanged(folder["plan.dcm"], beam => Replace(beam, DicomTags.PrimaryDosimeterUnit, set => set.Set(DicomTags.PrimaryDosimeterUnit, "MU")));

        var warnings = new List<string>();
        var read = RtIonPlanReader.Read(folder["plan.dcm"], warnings, energy => 1.25 * energy);
        Assert.Empty(warnings);
        Assert.Equal([10_000 * 250.0, 40_000 * 1.25 * 190.5], read.Beams[0].Layers.Select(layer => layer.Particles[0]));
        RtIonPlanReader.Read(folder["plan.dcm"], warnings);
        Assert.Contains("1 MU is taken as 1000000 ions", warnings[0]);
    }

    [Fact]
    public void Read_RangeShifterWithoutThickness_TakesTheMachinesOfThatName()
    {
        using var folder = new TemporaryFolder();
        WriteChanged(folder["plan.dcm"], beam => ChangePoints(beam, (_, point) =>
            point.Items(DicomTags.RangeShifterSettingsSequence) is not [var setting] ? point : Replace(point, DicomTags.RangeShifterSettingsSequence, set =>
                set.SetItems(DicomTags.RangeShifterSettingsSequence, [Replace(setting, DicomTags.RangeShifterWaterEquivalentThickness, _ => { })]))));

        var warnings = new List<string>();
        var plan = RtIonPlanReader.Read(folder["plan.dcm"], warnings);
        Assert.Contains(warnings, warning => warning.Contains("without a water-equivalent thickness"));
        var own = new RangeShifter("RS30", "PMMA", 34.9, 30, 500);
        var machine = RtIonPlanTests.SmallMachine() with { RangeShifters = [own] };
        Assert.Equal(own, RangeShifterMapping.ToMachine(plan, machine, "plan.dcm").Beams[0].RangeShifter);
        var refusal = Assert.Throws<InputException>(() => RangeShifterMapping.ToMachine(plan, RtIonPlanTests.SmallMachine(), "plan.dcm"));
        Assert.Contains("'RS30' without a water-equivalent thickness, and the machine generic has no range shifter", refusal.Message);
    }

    [Fact]
    public void Read_TwoRangeShifters_AddsThem()
    {
        using var folder = new TemporaryFolder();
        WriteChanged(folder["plan.dcm"], beam => ChangePoints(beam, (_, point) =>
            point.Items(DicomTags.RangeShifterSettingsSequence) is not [var setting] ? point : Replace(point, DicomTags.RangeShifterSettingsSequence, set =>
                set.SetItems(DicomTags.RangeShifterSettingsSequence, [setting, setting]))));

        var warnings = new List<string>();
        var shifter = RtIonPlanReader.Read(folder["plan.dcm"], warnings).Beams[0].RangeShifter!;
        Assert.Contains(warnings, warning => warning.Contains("2 range shifters in"));
        Assert.Equal((60.0, 300.0), (shifter.WaterEquivalentMm, shifter.DownstreamFaceToIsocenterMm));
    }

    [Fact]
    public void Read_SetupBeam_IsLeftOut()
    {
        using var folder = new TemporaryFolder();
        WriteChanged(folder["plan.dcm"], beam => beam.Number(DicomTags.BeamNumber) == 1 ? Replace(beam, DicomTags.TreatmentDeliveryType, set => set.Set(DicomTags.TreatmentDeliveryType, "SETUP")) : beam);

        var warnings = new List<string>();
        Assert.Equal([2], RtIonPlanReader.Read(folder["plan.dcm"], warnings).Beams.Select(beam => beam.Number));
        Assert.Contains(warnings, warning => warning.Contains("beam 1 is of the type SETUP"));
    }

    [Fact]
    public void Read_PitchedTable_IsWarnedOf()
    {
        using var folder = new TemporaryFolder();
        WriteChanged(folder["plan.dcm"], beam => ChangePoints(beam, (index, point) => index > 0 ? point : Replace(point, DicomTags.TableTopPitchAngle, set => set.Set(DicomTags.TableTopPitchAngle, [357.5]))));

        var warnings = new List<string>();
        RtIonPlanReader.Read(folder["plan.dcm"], warnings);
        Assert.Contains(warnings, warning => warning.Contains("TableTopPitchAngle (300A,0140) 357.5°, which is ignored"));
    }

    [Fact]
    public void Read_GantryThatMoves_IsRefused()
    {
        using var folder = new TemporaryFolder();
        WriteChanged(folder["plan.dcm"], beam => ChangePoints(beam, (index, point) => index != 2 ? point : Replace(point, DicomTags.GantryAngle, set => set.Set(DicomTags.GantryAngle, [91.0]))));
        Assert.Contains("goes from 90° to 91°", Assert.Throws<InputException>(() => RtIonPlanReader.Read(folder["plan.dcm"])).Message);
    }

    [Fact]
    public void Read_MapOnlyOnTheFirstOfAPair_StaysAsItWas()
    {
        using var folder = new TemporaryFolder();
        WriteChanged(folder["plan.dcm"], beam => ChangePoints(beam, (index, point) => index % 2 == 0 ? point : Replace(point, DicomTags.ScanSpotPositionMap, _ => { })));
        Assert.Equal(RtIonPlanTests.SmallPlan().Beams[0].Layers[0].XMm, RtIonPlanReader.Read(folder["plan.dcm"]).Beams[0].Layers[0].XMm);
    }

    // Meterset of the file is 60606.05 MU; its range shifter has 34.3 mm of water at 135.9 mm, as dcmdump shows them.
    [Fact]
    public void Read_RayStationPlanWithRangeShifter_GivesIt()
    {
        var plan = RtIonPlanReader.Read(SharedData.Path("cases", "ionplan_samples", "raystation_1field", "RP1.2.752.243.1.1.20260105182345801.4870.23686.dcm"));
        Assert.Equal(new RangeShifter("RS_3CM", "RS_3CM", 34.3, 34.3, 135.9), plan.Beams[0].RangeShifter);
        Assert.Equal(60606.05e6, plan.Beams[0].Particles, 1e-5 * 60606.05e6);
    }

    [Theory]
    [InlineData("HFS", PatientPosition.HFS)]
    [InlineData("HFP", PatientPosition.HFP)]
    [InlineData("FFS", PatientPosition.FFS)]
    [InlineData("FFP", PatientPosition.FFP)]
    public void Read_HoweverThePatientLies_IsTheBeamsPosition(string position, PatientPosition expected)
    {
        using var folder = new TemporaryFolder();
        WriteChangedPlan(folder["plan.dcm"], plan => InSetups(plan, [position]));
        Assert.Equal(expected, RtIonPlanReader.Read(folder["plan.dcm"]).Beams[0].Position);
    }

    [Fact]
    public void Read_SeveralSetups_BeamLiesAsInTheOneItNames()
    {
        using var folder = new TemporaryFolder();
        WriteChangedPlan(folder["plan.dcm"], plan => InSetups(plan, ["FFP", "HFP"]));
        Assert.Equal(PatientPosition.FFP, RtIonPlanReader.Read(folder["plan.dcm"]).Beams[0].Position);
    }

    [Fact]
    public void Read_WithoutAPosition_LeavesItOpen()
    {
        using var folder = new TemporaryFolder();
        WriteChangedPlan(folder["plan.dcm"], plan => InSetups(plan, [""]));
        var beam = RtIonPlanReader.Read(folder["plan.dcm"]).Beams[0];
        Assert.Null(beam.Position);
        Assert.Throws<InvalidOperationException>(() => beam.Frame);
    }

    [Fact]
    public void Read_PatientOnTheSide_IsRefused()
    {
        using var folder = new TemporaryFolder();
        WriteChangedPlan(folder["plan.dcm"], plan => InSetups(plan, ["HFDR"]));
        Assert.Contains("the patient lies 'HFDR'; HFS, HFP, FFS and FFP are read", Assert.Throws<InputException>(() => RtIonPlanReader.Read(folder["plan.dcm"])).Message);
    }

    [Fact]
    public void Read_IsocentreThatMoves_IsRefused()
    {
        using var folder = new TemporaryFolder();
        WriteChanged(folder["plan.dcm"], beam => ChangePoints(beam, (index, point) => index != 2 ? point : Replace(point, DicomTags.IsocenterPosition, set => set.Set(DicomTags.IsocenterPosition, -2.25, 16.5, -16.125))));
        Assert.Contains("moves its isocentre during delivery", Assert.Throws<InputException>(() => RtIonPlanReader.Read(folder["plan.dcm"])).Message);
    }

    [Fact]
    public void Read_BeamInSeveralFractionGroups_CountsTheFractionsOfAll()
    {
        using var folder = new TemporaryFolder();
        var warnings = new List<string>();
        WriteChangedPlan(folder["plan.dcm"], plan => InGroups(plan, (1, 10, 100_000), (2, 10, 1_234_567), (1, 6, 100_000)));
        var read = RtIonPlanReader.Read(folder["plan.dcm"], warnings);
        Assert.Equal([16, 10], read.Beams.Select(read.FractionsOf));
        Assert.Contains(warnings, warning => warning.Contains("beam 1 is in fraction groups 1 and 3; their 16 fractions are counted in group 1"));

        WriteChangedPlan(folder["boost.dcm"], plan => InGroups(plan, (1, 10, 100_000), (1, 6, 50_000)));
        Assert.Contains("with metersets 100000 and 50000", Assert.Throws<InputException>(() => RtIonPlanReader.Read(folder["boost.dcm"])).Message);
    }

    private static DicomDataSet InSetups(DicomDataSet plan, string[] positions) =>
        Replace(plan, DicomTags.PatientSetupSequence, set => set.SetItems(DicomTags.PatientSetupSequence, positions.Index().Select(position =>
        {
            var item = new DicomDataSet();
            item.Set(DicomTags.PatientSetupNumber, position.Index + 1);
            item.Set(DicomTags.PatientPosition, position.Item);
            return item;
        })));

    private static DicomDataSet InGroups(DicomDataSet plan, params (int Beam, int Fractions, double Meterset)[] groups) =>
        Replace(plan, DicomTags.FractionGroupSequence, set => set.SetItems(DicomTags.FractionGroupSequence, groups.Select(group =>
        {
            var item = new DicomDataSet();
            item.Set(DicomTags.NumberOfFractionsPlanned, group.Fractions);
            item.SetItem(DicomTags.ReferencedBeamSequence, beam =>
            {
                beam.Set(DicomTags.ReferencedBeamNumber, group.Beam);
                beam.Set(DicomTags.BeamMeterset, [group.Meterset]);
            });
            return item;
        })));

    private static void WriteChangedPlan(string path, Func<DicomDataSet, DicomDataSet> change)
    {
        RtIonPlanTests.Write(path, RtIonPlanTests.SmallPlan());
        DicomFile.Write(path, change(DicomFile.Read(path).DataSet));
    }

    private static void WriteChanged(string path, Func<DicomDataSet, DicomDataSet> change)
    {
        RtIonPlanTests.Write(path, RtIonPlanTests.SmallPlan());
        var set = DicomFile.Read(path).DataSet;
        DicomFile.Write(path, Replace(set, DicomTags.IonBeamSequence, to => to.SetItems(DicomTags.IonBeamSequence, set.Items(DicomTags.IonBeamSequence).Select(change))));
    }

    private static DicomDataSet ChangePoints(DicomDataSet beam, Func<int, DicomDataSet, DicomDataSet> change) =>
        Replace(beam, DicomTags.IonControlPointSequence, to => to.SetItems(DicomTags.IonControlPointSequence, beam.Items(DicomTags.IonControlPointSequence).Select((point, index) => change(index, point))));

    private static DicomDataSet Replace(DicomDataSet set, DicomTag tag, Action<DicomDataSet> put)
    {
        var changed = new DicomDataSet();
        put(changed);
        foreach (var element in set.Elements.Where(element => element.Tag != tag)) changed.Add(element);
        return changed;
    }
}
