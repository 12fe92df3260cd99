using System.Text;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Ct;
using Hanbeam.Dicom.Deidentification;
using Hanbeam.Dicom.RtIonPlan;
using Hanbeam.Numerics.Work;
using Hanbeam.Tests.Dicom.Network;
using Hanbeam.Tests.Dicom.RtIonPlan;
using Xunit;

namespace Hanbeam.Tests.Dicom.Deidentification;

public sealed class DeidentifierTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key of the tests");

    [Fact]
    public void Table_HoldsTagsOfTheDictionary_Only()
    {
        // MAC (0400,0404) and the like have keywords too; retired attributes are in the dictionary as well.
        Assert.DoesNotContain(ConfidentialityTable.Tags, tag => DicomDictionary.KeywordOf(tag).Length == 0);
        Assert.True(ConfidentialityTable.Tags.Count() > 400);
        // One of each column, as PS3.15 table E.1-1 prints them.
        Assert.Equal(new ConfidentialityRule(ConfidentialityAction.Empty, ConfidentialityOption.None), ConfidentialityTable.RuleFor(DicomTags.PatientName, DicomVr.PN));
        Assert.Equal(new ConfidentialityRule(ConfidentialityAction.Dummy, ConfidentialityOption.Dates), ConfidentialityTable.RuleFor(DicomTags.SeriesDate, DicomVr.DA));
        Assert.Equal(new ConfidentialityRule(ConfidentialityAction.Uid, ConfidentialityOption.None), ConfidentialityTable.RuleFor(DicomTags.FrameOfReferenceUID, DicomVr.UI));
        Assert.Equal(new ConfidentialityRule(ConfidentialityAction.Remove, ConfidentialityOption.None), ConfidentialityTable.RuleFor(new DicomTag(0x6002, 0x3000), DicomVr.OW));
    }

    [Fact]
    public void Table_DatesOfTheOption_AreDatesOrTimes()
    {
        var dates = ConfidentialityTable.Tags.Where(tag => ConfidentialityTable.RuleFor(tag, DicomVr.UN).Option == ConfidentialityOption.Dates);
        // But for the offset from UTC, a text, and the time stamp of a video frame, which is binary.
        Assert.All(dates.Where(tag => tag != new DicomTag(0x0008, 0x0201) && tag != new DicomTag(0x0034, 0x0007)), tag => Assert.True(DicomDictionary.VrOf(tag) is DicomVr.DA or DicomVr.TM or DicomVr.DT, DicomDictionary.KeywordOf(tag)));
    }

    [Fact]
    public async Task Run_WholePlan_StaysAPlanOfOneStudy()
    {
        using var folder = new TemporaryFolder();
        WrittenPlan.Write(folder["plan"]);
        Directory.CreateDirectory(folder["out"]);
        var report = new Deidentifier(new DeidentificationSettings { Key = Key }).Run(folder["plan"], folder["out"], WorkContext.Default);

        var files = Directory.GetFiles(folder["out"]);
        Assert.Equal(report.Files.Count, files.Length);
        foreach (var path in files.Where((_, n) => n % 3 == 0 || n < 5)) await ForeignTool.AssertValidAsync(path);
        var identity = WrittenCaseTests.SmallCase().Identity;
        foreach (var path in files)
        {
            var bytes = Encoding.UTF8.GetString(File.ReadAllBytes(path)) + path;
            Assert.DoesNotContain(identity.PatientName, bytes);
            Assert.DoesNotContain(identity.PatientId, bytes);
            Assert.DoesNotContain(WrittenPlan.StudyInstanceUid, bytes);
        }

        var sets = files.Select(path => DicomFile.Read(path).DataSet).ToList();
        Assert.Single(sets.Select(set => set.Text(DicomTags.StudyInstanceUID)).Distinct());
        Assert.Single(sets.Select(set => set.Text(DicomTags.FrameOfReferenceUID)).Distinct());
        Assert.All(sets, set => Assert.Equal("YES", set.Text(DicomTags.PatientIdentityRemoved)));
        var plan = sets.Single(set => set.Text(DicomTags.SOPClassUID) == DicomUids.RtIonPlanStorage);
        var dose = sets.First(set => set.Text(DicomTags.SOPClassUID) == DicomUids.RtDoseStorage);
        Assert.Equal(plan.Text(DicomTags.SOPInstanceUID), dose.Items(DicomTags.ReferencedRTPlanSequence)[0].Text(DicomTags.ReferencedSOPInstanceUID));
        var read = DicomCaseReader.Read(folder["out"]);
        Assert.Equal(WrittenCaseTests.SmallCase().Ct.Hounsfield.Values, read.Ct.Hounsfield.Values);
        Assert.All(read.Structures, structure => Assert.Equal($"ROI {structure.Number}", structure.Name));
        Assert.Equal(RtIonPlanTests.SmallPlan().Beams.Select(beam => beam.Particles), RtIonPlanReader.Read(files.Single(path => path.Contains("RTPLAN", StringComparison.Ordinal))).Beams.Select(beam => beam.Particles));
    }

    [Fact]
    public void Run_SameKey_GivesTheSameBytesAndAnotherKeyOthers()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteGood(folder["in"]);
        string[] Names(string name, byte[] key)
        {
            Directory.CreateDirectory(folder[name]);
            new Deidentifier(new DeidentificationSettings { Key = key }).Run(folder["in"], folder[name], WorkContext.Default);
            return [.. Directory.GetFiles(folder[name]).Select(path => Path.GetFileName(path)!).Order()];
        }

        Assert.Equal(Names("a", Key), Names("b", Key));
        Assert.Empty(Names("c", Encoding.ASCII.GetBytes("another key of the tests")).Intersect(Names("d", Key)));
        foreach (var path in Directory.GetFiles(folder["a"])) Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(folder["b", Path.GetFileName(path)]));
    }

    [Theory]
    [InlineData(DateRetention.Removed, "", "19000101", "REMOVED")]
    [InlineData(DateRetention.Full, "20260131", "20260203", "UNMODIFIED")]
    [InlineData(DateRetention.Modified, null, null, "MODIFIED")]
    public void Run_Dates_AreTreatedAsAsked(DateRetention dates, string? study, string? series, string mark)
    {
        using var folder = new TemporaryFolder();
        var set = Clean(folder, new DeidentificationSettings { Key = Key, Dates = dates }, Make);
        Assert.Equal(mark, set.Text(DicomTags.LongitudinalTemporalInformationModified));
        Assert.Equal("", set.Text(DicomTags.PatientBirthDate));
        if (study is not null) Assert.Equal((study, series), (set.Text(DicomTags.StudyDate), set.Text(DicomTags.SeriesDate)));
        else Assert.Equal(3, Day(set, DicomTags.SeriesDate).DayNumber - Day(set, DicomTags.StudyDate).DayNumber);
        if (dates == DateRetention.Modified) Assert.InRange(new DateOnly(2026, 1, 31).DayNumber - Day(set, DicomTags.StudyDate).DayNumber, 1, 3650);
    }

    [Fact]
    public void Run_Basic_RemovesPrivateDevicesAndUnknown()
    {
        using var folder = new TemporaryFolder();
        var set = Clean(folder, new DeidentificationSettings { Key = Key }, Make);
        Assert.DoesNotContain(set.Elements, element => element.Tag.IsPrivate);
        Assert.Null(set.Find(new DicomTag(0x0008, 0xFFF0)));
        Assert.Equal("REMOVED", set.Text(new DicomTag(0x0008, 0x1010))); // Station Name: X/Z/D
        Assert.Null(set.Find(DicomTags.SeriesDescription));
        Assert.StartsWith("ANON", set.Text(DicomTags.PatientID), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Devices_AreKeptWhereAsked()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("CT99", Clean(folder, new DeidentificationSettings { Key = Key, RetainDevices = true }, Make).Text(new DicomTag(0x0008, 0x1010)));
    }

    [Theory]
    [InlineData("Head with contrast", "Head with contrast")]
    [InlineData("Head of Mr Kim", "")]
    [InlineData("Head, record 4711-X", "")]
    [InlineData("Head 260131", "")]
    [InlineData("CT 2026-01-31", "")]
    [InlineData("CT 31.01.2026", "")]
    [InlineData("born 1950/01/01", "")]
    [InlineData("CT 31 1 2026", "")]
    [InlineData("CT 3.2.", "")] // the series' date, day first, without its year
    [InlineData("CT 0131", "")]
    [InlineData("CT 31. Jan", "")]
    [InlineData("CT ２０２６年１月３１日", "")]
    [InlineData("CT at 14:35", "")]
    [InlineData("CT 4D, phase 50 of 100", "CT 4D, phase 50 of 100")]
    public void Run_CleanDescriptors_KeepsOnlyCleanOnes(string description, string expected)
    {
        using var folder = new TemporaryFolder();
        var set = Clean(folder, new DeidentificationSettings { Key = Key, CleanDescriptors = true }, set =>
        {
            set.Set(DicomTags.SeriesDescription, description);
            Make(set); // what stands first holds
        });
        Assert.Equal(expected, set.Text(DicomTags.SeriesDescription));
    }

    [Fact]
    public void Run_CleanDescriptors_KnowsTheNamesOfAllFiles()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        Write(folder["in", "a.dcm"], set =>
        {
            set.Set(DicomTags.SeriesDescription, "as Dr Okonkwo wished");
            Make(set);
        });
        Write(folder["in", "b.dcm"], set =>
        {
            set.Set(DicomTags.SOPInstanceUID, "1.2.3.2");
            set.Set(DicomTags.ReferringPhysicianName, "Okonkwo^Ada");
            Make(set);
        });
        Directory.CreateDirectory(folder["out"]);
        new Deidentifier(new DeidentificationSettings { Key = Key, CleanDescriptors = true }).Run(folder["in"], folder["out"], WorkContext.Default);
        var files = Directory.GetFiles(folder["out"]);
        Assert.Equal(2, files.Length);
        Assert.All(files, path => Assert.DoesNotContain("Okonkwo", Encoding.Latin1.GetString(File.ReadAllBytes(path))));
    }

    [Theory]
    [InlineData(false, "REMOVED", "Beam 2")]
    [InlineData(true, "as agreed", "from the left")]
    public void Run_TextThatTheTableDoesNotList_IsADescription(bool keeps, string comment, string beam)
    {
        using var folder = new TemporaryFolder();
        var set = Clean(folder, new DeidentificationSettings { Key = Key, CleanDescriptors = keeps }, set =>
        {
            Make(set);
            set.Set(DicomTags.DoseComment, "as agreed");
            set.Set(DicomTags.RescaleType, "HU");
            set.SetItem(DicomTags.IonBeamSequence, item =>
            {
                item.Set(DicomTags.BeamNumber, 2);
                item.Set(DicomTags.BeamName, "from the left");
            });
        });
        Assert.Equal((comment, beam, "HU"), (set.Text(DicomTags.DoseComment), set.Items(DicomTags.IonBeamSequence)[0].Text(DicomTags.BeamName), set.Text(DicomTags.RescaleType)));
    }

    [Fact]
    public void Run_FolderThatLinksToItself_PassesEveryFileOnce()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        Write(folder["in", "a.dcm"], Make);
        Directory.CreateSymbolicLink(folder["in", "again"], folder["in"]);
        Directory.CreateDirectory(folder["out"]);
        Assert.Single(new Deidentifier(new DeidentificationSettings { Key = Key }).Run(folder["in"], folder["out"], WorkContext.Default).Files);
    }

    [Fact]
    public void Run_NestedItems_AreCleaned()
    {
        using var folder = new TemporaryFolder();
        var set = Clean(folder, new DeidentificationSettings { Key = Key }, set =>
        {
            Make(set);
            set.SetItem(DicomTags.StructureSetROISequence, roi =>
            {
                roi.Set(DicomTags.ROINumber, 3);
                roi.Set(DicomTags.ROIName, "Kim's tumour");
                roi.Set(DicomTags.ReferencedFrameOfReferenceUID, "1.2.3.6");
            });
        });
        var roi = Assert.Single(set.Items(DicomTags.StructureSetROISequence));
        Assert.Equal("ROI 3", roi.Text(DicomTags.ROIName));
        Assert.Equal(set.Text(DicomTags.FrameOfReferenceUID), roi.Text(DicomTags.ReferencedFrameOfReferenceUID));
        Assert.StartsWith("2.25.", roi.Text(DicomTags.ReferencedFrameOfReferenceUID), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_PictureWithBurntInText_IsWarnedOf()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteCt(folder["in"], [0], (_, set) => set.Set(DicomTags.BurnedInAnnotation, "YES"));
        Directory.CreateDirectory(folder["out"]);
        var report = new Deidentifier(new DeidentificationSettings { Key = Key }).Run(folder["in"], folder["out"], WorkContext.Default);
        Assert.Contains("burnt-in annotations", Assert.Single(report.Warnings));
    }

    [Fact]
    public void Run_Report_CountsAndNamesNoValue()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        Write(folder["in", "a.dcm"], Make);
        File.WriteAllText(folder["in", "notes.txt"], "Kim");
        Directory.CreateDirectory(folder["out"]);
        var report = new Deidentifier(new DeidentificationSettings { Key = Key }).Run(folder["in"], folder["out"], WorkContext.Default);
        Assert.Contains(new DeidentifiedAttribute("(0010,0010)", "PatientName", "pseudonym", 1), report.Attributes);
        Assert.Contains(new DeidentifiedAttribute("(0009,1001)", "", "removed", 1), report.Attributes);
        Assert.Equal("no DICOM file; not passed on", report.Files.Single(file => file.Source.EndsWith(".txt", StringComparison.Ordinal)).Message);
        Assert.DoesNotContain(report.Attributes, attribute => attribute.ToString().Contains("Kim", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_ShortKey_IsRefused() =>
        Assert.Contains("at least 16", Assert.Throws<InputException>(() => new Deidentifier(new DeidentificationSettings { Key = new byte[8] })).Message);

    private static DateOnly Day(DicomDataSet set, DicomTag tag) => DateOnly.ParseExact(set.Text(tag), "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    private static void Make(DicomDataSet set)
    {
        set.SetValues(DicomTags.SpecificCharacterSet, "ISO_IR 192");
        set.Set(DicomTags.SOPClassUID, DicomUids.CtImageStorage);
        set.Set(DicomTags.SOPInstanceUID, "1.2.3.1");
        set.Set(DicomTags.FrameOfReferenceUID, "1.2.3.6");
        set.Set(DicomTags.PatientName, "Kim^Minjun");
        set.Set(DicomTags.PatientID, "4711-X");
        set.Set(DicomTags.PatientBirthDate, "19500101");
        set.Set(DicomTags.StudyDate, "20260131");
        set.Set(DicomTags.SeriesDate, "20260203");
        set.Set(DicomTags.SeriesTime, "143512");
        set.Set(DicomTags.SeriesDescription, "Head of Mr Kim");
        set.Add(new DicomElement(new DicomTag(0x0008, 0x1010), DicomVr.SH, Encoding.ASCII.GetBytes("CT99")));
        set.Add(new DicomElement(new DicomTag(0x0008, 0xFFF0), DicomVr.LO, Encoding.ASCII.GetBytes("of a later edition")));
        set.Add(new DicomElement(new DicomTag(0x0009, 0x0010), DicomVr.LO, Encoding.ASCII.GetBytes("VENDOR")));
        set.Add(new DicomElement(new DicomTag(0x0009, 0x1001), DicomVr.LO, Encoding.ASCII.GetBytes("Kim")));
    }

    private static void Write(string path, Action<DicomDataSet> make)
    {
        var set = new DicomDataSet();
        make(set);
        DicomFile.Write(path, set);
    }

    private static DicomDataSet Clean(TemporaryFolder folder, DeidentificationSettings settings, Action<DicomDataSet> make)
    {
        Directory.CreateDirectory(folder["out"]);
        Write(folder["in.dcm"], make);
        new Deidentifier(settings).Run(folder["in.dcm"], folder["out"], WorkContext.Default);
        return DicomFile.Read(Directory.GetFiles(folder["out"]).Single()).DataSet;
    }
}
