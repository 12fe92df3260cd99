using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.RtIonPlan;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Dicom.RtIonPlan;

public sealed class RtIonPlanTests
{
    [Theory]
    [InlineData(DeliveryScheme.AllBeams)]
    [InlineData(DeliveryScheme.OneBeamPerFraction)]
    public void WriteAndRead_Plan_GivesTheSameSpotsToTheLastIon(DeliveryScheme delivery)
    {
        using var folder = new TemporaryFolder();
        var plan = SmallPlan(delivery);

        Write(folder["plan.dcm"], plan);
        var warnings = new List<string>();
        var read = RtIonPlanReader.Read(folder["plan.dcm"], warnings);

        Assert.Empty(warnings);
        Assert.Equal((plan.Name, plan.MachineName, plan.IonZ, plan.IonA, plan.Fractions, plan.Delivery), (read.Name, read.MachineName, read.IonZ, read.IonA, read.Fractions, read.Delivery));
        foreach (var (expected, actual) in plan.Beams.Zip(read.Beams, (a, b) => (a, b)))
        {
            Assert.Equal((expected.Number, expected.Name, expected.GantryDeg, expected.CouchDeg, expected.Isocenter, expected.RangeShifter), (actual.Number, actual.Name, actual.GantryDeg, actual.CouchDeg, actual.Isocenter, actual.RangeShifter));
            Assert.Equal(plan.FractionsOf(expected), read.FractionsOf(actual));
            AssertSameLayers(expected.Layers, actual.Layers);
        }
    }

    [Fact]
    public void WriteAndRead_SpotOfMoreIonsThanAFloatCounts_ComesBackWhole()
    {
        using var folder = new TemporaryFolder();
        // 100 million is the machine's limit; 2^24 + 1 is the first whole number that a float cannot hold.
        var layer = new EnergyLayer { EnergyMeVPerU = 200, XMm = [0, 4, 4, 8], YMm = [0, 0, 1, 0], Particles = [100_000_000, 16_777_217, 16_777_216, 33_554_432] };
        Write(folder["plan.dcm"], SmallPlan() with { Beams = [SmallPlan().Beams[0] with { Layers = [layer], Fractions = null }] });

        AssertSameLayers([layer], RtIonPlanReader.Read(folder["plan.dcm"]).Beams[0].Layers);
        var point = DicomFile.Read(folder["plan.dcm"]).DataSet.Items(DicomTags.IonBeamSequence)[0].Items(DicomTags.IonControlPointSequence)[0];
        Assert.Equal(6 + 2 + 1 + 2, point.Number(DicomTags.NumberOfScanSpotPositions));
        Assert.All(point.Numbers(DicomTags.ScanSpotMetersetWeights), weight => Assert.InRange(weight, 1, 16_777_216));
    }

    [Fact]
    public void WriteAndRead_LayerOfMoreSpotsThanALengthFieldCounts_ComesBackWhole()
    {
        using var folder = new TemporaryFolder();
        var indices = Enumerable.Range(0, 20_000).ToArray();
        var layer = new EnergyLayer
        {
            EnergyMeVPerU = 200,
            XMm = [.. indices.Select(i => (double)(i % 200))],
            YMm = [.. indices.Select(i => (double)(i / 200))],
            Particles = [.. indices.Select(i => 10_000.0 + i)],
        };
        Write(folder["plan.dcm"], SmallPlan() with { Beams = [SmallPlan().Beams[0] with { Layers = [layer], Fractions = null }] });

        AssertSameLayers([layer], RtIonPlanReader.Read(folder["plan.dcm"]).Beams[0].Layers);
    }

    [Theory]
    [InlineData(DeliveryScheme.AllBeams)]
    [InlineData(DeliveryScheme.OneBeamPerFraction)]
    public async Task Write_Plan_IsValidDicom(DeliveryScheme delivery)
    {
        using var folder = new TemporaryFolder();
        Write(folder["plan.dcm"], SmallPlan(delivery));
        await ForeignTool.AssertValidAsync(folder["plan.dcm"]);
    }

    [Fact]
    public void Write_Plan_PairsControlPointsAndCountsIons()
    {
        using var folder = new TemporaryFolder();
        Write(folder["plan.dcm"], SmallPlan());

        var set = DicomFile.Read(folder["plan.dcm"]).DataSet;
        var beam = set.Items(DicomTags.IonBeamSequence)[0];
        var points = beam.Items(DicomTags.IonControlPointSequence);
        Assert.Equal("NP", beam.Text(DicomTags.PrimaryDosimeterUnit));
        Assert.Equal(4, points.Count);
        Assert.Equal([0, 60_000, 60_000, 100_000], points.Select(point => point.Number(DicomTags.CumulativeMetersetWeight)!.Value));
        Assert.Equal([200, 200, 190.5, 190.5], points.Select(point => point.Number(DicomTags.NominalBeamEnergy)!.Value));
        Assert.Equal([10_000, 20_000, 30_000], points[0].Numbers(DicomTags.ScanSpotMetersetWeights));
        Assert.Equal([0, 0, 0], points[1].Numbers(DicomTags.ScanSpotMetersetWeights));
        Assert.Equal(100_000, set.Items(DicomTags.FractionGroupSequence)[0].Items(DicomTags.ReferencedBeamSequence)[0].Number(DicomTags.BeamMeterset));
        Assert.Equal(("RESEARCH", "UNAPPROVED"), (set.Text(DicomTags.PlanIntent), set.Text(DicomTags.ApprovalStatus)));
        // Half-way between 2 mm and 3 mm sigma at 180 and 220 MeV/u, as full width at half maximum.
        Assert.Equal(2.5 * 2.35482, points[0].Numbers(DicomTags.ScanningSpotSize)[0], 1e-4);
    }

    [Fact]
    public void Write_SamePlanTwice_DiffersByTheTimesOnly()
    {
        using var folder = new TemporaryFolder();
        var first = RtIonPlanWriter.Write(folder["a.dcm"], SmallPlan(), SmallMachine(), WrittenCaseTests.SmallCase(), WrittenCaseTests.Stamp);
        var later = RtIonPlanWriter.Write(folder["b.dcm"], SmallPlan(), SmallMachine(), WrittenCaseTests.SmallCase(), WrittenCaseTests.Stamp.AddDays(1));
        var other = RtIonPlanWriter.Write(folder["c.dcm"], SmallPlan() with { Fractions = 17 }, SmallMachine(), WrittenCaseTests.SmallCase(), WrittenCaseTests.Stamp);

        Assert.Equal(first, later);
        Assert.NotEqual(first, other);
        var differing = DicomFile.Read(folder["a.dcm"]).DataSet.Elements.Zip(DicomFile.Read(folder["b.dcm"]).DataSet.Elements)
            .Where(pair => !pair.First.Bytes.Span.SequenceEqual(pair.Second.Bytes.Span)).Select(pair => pair.First.Vr).Distinct();
        Assert.Equal([DicomVr.DA], differing);
    }

    [Fact]
    public async Task Write_CaseWithoutStructureSet_NamesNoStructureOfIt()
    {
        using var folder = new TemporaryFolder();
        RtIonPlanWriter.Write(folder["plan.dcm"], SmallPlan(), SmallMachine(), WrittenCaseTests.SmallCase(), WrittenCaseTests.Stamp);
        var references = DicomFile.Read(folder["plan.dcm"]).DataSet.Items(DicomTags.DoseReferenceSequence);
        Assert.Equal(["SITE", "SITE"], references.Select(item => item.Text(DicomTags.DoseReferenceStructureType)));
        Assert.All(references, item => Assert.Null(item.Find(DicomTags.ReferencedROINumber)));
        await ForeignTool.AssertValidAsync(folder["plan.dcm"]);
    }

    [Fact]
    public void WriteAndRead_BeamsOfPatientsWhoLieDifferently_ComeBackEachInItsSetup()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallPlan() with { Beams = [SmallPlan().Beams[0] with { Position = PatientPosition.FFS }, SmallPlan().Beams[1] with { Position = PatientPosition.HFP }] };
        Write(folder["plan.dcm"], plan);
        Assert.Equal([PatientPosition.FFS, PatientPosition.HFP], RtIonPlanReader.Read(folder["plan.dcm"]).Beams.Select(beam => beam.Position));
    }

    [Fact]
    public void Write_BeamWithoutSpots_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallPlan() with { Beams = [SmallPlan().Beams[0] with { Layers = [] }] };
        Assert.Contains("beam 1 has no spots", Assert.Throws<InputException>(() => Write(folder["plan.dcm"], plan)).Message);
    }

    // Numbers of beams and first spots as dcmdump shows them; MU are counted as 10^6 ions.
    [Theory]
    [InlineData("raystation_2field", "ramped_2Gy_ver2_full.dcm", 2, 22, 149.4, -53.2410011, 39294.15)]
    [InlineData("eclipse_1field", "RN.1.2.246.352.71.5.37402163639.178319.20221207095327.dcm", 1, 21, null, null, 41806.7405069583)]
    [InlineData("raystation_1field", "RP1.2.752.243.1.1.20260105182345801.4870.23686.dcm", 1, null, null, null, null)]
    public void Read_ProtonPlanOfAnotherSystem_GivesItsSpots(string folder, string file, int beams, int? layers, double? firstEnergy, double? firstX, double? metersetMu)
    {
        var warnings = new List<string>();
        var plan = RtIonPlanReader.Read(SharedData.Path("cases", "ionplan_samples", folder, file), warnings);

        Assert.Equal((1, 1), (plan.IonZ, plan.IonA));
        Assert.Equal(beams, plan.Beams.Count);
        Assert.Contains(warnings, warning => warning.Contains("monitor units"));
        Assert.All(plan.Beams, beam => Assert.True(beam.SpotCount > 100));
        if (layers is not null) Assert.Equal(layers, plan.Beams[0].Layers.Count);
        if (firstEnergy is not null) Assert.Equal(firstEnergy, plan.Beams[0].Layers[0].EnergyMeVPerU);
        if (firstX is not null) Assert.Equal(firstX.Value, plan.Beams[0].Layers[0].XMm[0], 4e-6); // a 32-bit float near 53
        // Float weights of a few thousand spots add up to the meterset within a few parts per million.
        if (metersetMu is not null) Assert.Equal(1, plan.Beams[0].Particles / (metersetMu.Value * 1e6), 1e-5);
    }

    [Theory]
    [InlineData(-1, 25, 300)]
    [InlineData(30, 501, 300)]
    [InlineData(30, 25, 1e6)]
    public void Read_RangeShifterOutOfRange_IsRefused(double waterEquivalentMm, double thicknessMm, double distanceMm)
    {
        using var folder = new TemporaryFolder();
        var beam = SmallPlan().Beams[0] with { RangeShifter = new RangeShifter("RS", "PMMA", waterEquivalentMm, thicknessMm, distanceMm) };
        Write(folder["plan.dcm"], SmallPlan() with { Beams = [beam] });
        Assert.Contains("mm are allowed", Assert.Throws<InputException>(() => RtIonPlanReader.Read(folder["plan.dcm"])).Message);
    }

    [Fact]
    public void Read_SpotSizeOutOfRange_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var beam = SmallPlan().Beams[1];
        Write(folder["plan.dcm"], SmallPlan() with { Beams = [beam with { Layers = [beam.Layers[0] with { FwhmMm = 1001 }] }] });
        Assert.Contains("0.1 to 1000 mm are allowed", Assert.Throws<InputException>(() => RtIonPlanReader.Read(folder["plan.dcm"])).Message);
    }

    [Fact]
    public void Read_BeamWhoseWeightsAreAllZero_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Write(folder["plan.dcm"], SmallPlan());
        var set = DicomFile.Read(folder["plan.dcm"]).DataSet;
        var spoilt = new DicomDataSet();
        spoilt.SetItems(DicomTags.IonBeamSequence, set.Items(DicomTags.IonBeamSequence).Select(WithoutWeights));
        foreach (var element in set.Elements.Where(element => element.Tag != DicomTags.IonBeamSequence)) spoilt.Add(element);
        DicomFile.Write(folder["spoilt.dcm"], spoilt);
        Assert.Contains("beam 1 has no spot with a weight above 0", Assert.Throws<InputException>(() => RtIonPlanReader.Read(folder["spoilt.dcm"])).Message);
    }

    private static DicomDataSet WithoutWeights(DicomDataSet beam)
    {
        var changed = new DicomDataSet();
        changed.SetItems(DicomTags.IonControlPointSequence, beam.Items(DicomTags.IonControlPointSequence).Select(point =>
        {
            var empty = new DicomDataSet();
            foreach (var element in point.Elements.Where(element => element.Tag != DicomTags.ScanSpotMetersetWeights)) empty.Add(element);
            empty.Set(DicomTags.ScanSpotMetersetWeights, new double[point.Numbers(DicomTags.ScanSpotMetersetWeights).Length]);
            return empty;
        }));
        foreach (var element in beam.Elements.Where(element => element.Tag != DicomTags.IonControlPointSequence)) changed.Add(element);
        return changed;
    }

    // Two groups of the same number of fractions: nothing but the groups tells that the beams never meet.
    [Fact]
    public void WriteAndRead_GroupsOneAfterTheOther_StayGroups()
    {
        using var folder = new TemporaryFolder();
        var beams = SmallPlan().Beams;
        PlanBeam[] four = [.. Enumerable.Range(1, 4).Select(number => beams[1] with { Number = number, FractionGroup = number < 3 ? 1 : 2 })];
        Write(folder["plan.dcm"], SmallPlan() with { Beams = four });

        var read = RtIonPlanReader.Read(folder["plan.dcm"]);
        Assert.Equal([1, 1, 2, 2], read.Beams.Select(beam => beam.FractionGroup));
        Assert.All(read.Beams, beam => Assert.Equal(16, read.FractionsOf(beam)));
        Write(folder["again.dcm"], read);
        Assert.Equal([1, 1, 2, 2], RtIonPlanReader.Read(folder["again.dcm"]).Beams.Select(beam => beam.FractionGroup));
        Assert.Contains("fraction dose that is never given", Assert.Throws<InputException>(() => Hanbeam.App.Commands.PlanLoader.RefuseGroups(read, "plan.dcm", "mmkm-qst")).Message);
    }

    [Fact]
    public void Read_WhatIsNoIonPlan_SaysWhatItIs()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteStructures(folder.Path);
        Assert.Contains("this is no RT Ion Plan", Assert.Throws<InputException>(() => RtIonPlanReader.Read(folder["structures.dcm"])).Message);
        Assert.Contains("photons or electrons", Assert.Throws<InputException>(() => RtIonPlanReader.Read(SharedData.Path("cases", "rando_pelvis", "RTPLAN_photon.dcm"))).Message);
    }

    [Fact]
    public void Read_SpoiltBytes_NeverCrashes()
    {
        using var folder = new TemporaryFolder();
        Write(folder["plan.dcm"], SmallPlan());
        var whole = File.ReadAllBytes(folder["plan.dcm"]);
        for (var i = 132; i < whole.Length; i++)
        {
            var spoilt = (byte[])whole.Clone();
            spoilt[i] ^= 0xFF;
            File.WriteAllBytes(folder["spoilt.dcm"], spoilt);
            try
            {
                RtIonPlanReader.Read(folder["spoilt.dcm"]);
            }
            catch (InputException)
            {
                // A refusal is what a damaged file deserves.
            }
        }
    }

    internal static void Write(string path, Plan plan, RtIonPlanSettings? settings = null) =>
        RtIonPlanWriter.Write(path, plan, SmallMachine(), WrittenCaseTests.SmallCase() with { Identity = WrittenCaseTests.SmallCase().Identity with { StructureSetSopInstanceUid = "2.25.7" } }, WrittenCaseTests.Stamp, settings);

    private static void AssertSameLayers(IReadOnlyList<EnergyLayer> expected, IReadOnlyList<EnergyLayer> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (a, b) in expected.Zip(actual))
        {
            Assert.Equal((a.EnergyMeVPerU, a.FwhmMm), (b.EnergyMeVPerU, b.FwhmMm));
            Assert.Equal(a.XMm, b.XMm);
            Assert.Equal(a.YMm, b.YMm);
            Assert.Equal(a.Particles, b.Particles);
        }
    }

    internal static Plan SmallPlan(DeliveryScheme delivery = DeliveryScheme.AllBeams) => new()
    {
        Name = "A plan with a name of more than sixteen letters",
        MachineName = "generic",
        Fractions = 16,
        Delivery = delivery,
        Prescription = new Prescription([new TargetDose("Cube", 57.6), new TargetDose("Elsewhere", 40)], 16, "mmkm-qst"),
        Beams =
        [
            new PlanBeam
            {
                Number = 1,
                Name = "left",
                GantryDeg = 90,
                CouchDeg = 0,
                Isocenter = new PatientPoint(-2.25, 16.5, -26.125),
                RangeShifter = new RangeShifter("RS30", "PMMA", 30, 25.862, 300),
                Fractions = delivery == DeliveryScheme.OneBeamPerFraction ? 9 : null,
                Layers =
                [
                    new EnergyLayer { EnergyMeVPerU = 200, XMm = [-3.1, 0.1, 4], YMm = [0, 0.7, -12.3], Particles = [10_000, 20_000, 30_000] },
                    new EnergyLayer { EnergyMeVPerU = 190.5, XMm = [1], YMm = [2], Particles = [40_000] },
                ],
            },
            new PlanBeam
            {
                Number = 2,
                Name = "oblique",
                GantryDeg = 312.5,
                CouchDeg = 15,
                Isocenter = new PatientPoint(-2.25, 16.5, -26.125),
                Fractions = delivery == DeliveryScheme.OneBeamPerFraction ? 7 : null,
                Layers = [new EnergyLayer { EnergyMeVPerU = 123.456, XMm = [0], YMm = [0], Particles = [1_234_567], FwhmMm = 6.5 }],
            },
        ],
    };

    internal static Machine SmallMachine() => new()
    {
        Name = "generic",
        Ion = new IonSpecies("12C", 6, 12),
        Energies = [Energy(180, 2), Energy(220, 3)],
        SourceAxisDistanceXMm = 8000,
        SourceAxisDistanceYMm = 7400,
        NozzleExitToIsocenterMm = 650,
        ScanFieldXMm = 200,
        ScanFieldYMm = 200,
        MinimumIonsPerSpot = 1e4,
        MaximumIonsPerSpot = 1e8,
        RippleFilter = new RippleFilter("RIPPLE3", "PMMA", 1.7, 3.4),
        Timing = null!, // not part of an RT Ion Plan
    };

    // The sigma at the isocentre lies half-way between the two positions.
    private static MachineEnergy Energy(double energy, double sigma) => new()
    {
        EnergyMeVPerU = energy,
        RangeMm = 100,
        SpotZgMm = [500, -500],
        SpotSigmaXMm = [sigma - 1, sigma + 1],
        SpotSigmaYMm = [sigma - 1, sigma + 1],
    };
}
