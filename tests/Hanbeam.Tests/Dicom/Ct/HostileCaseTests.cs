using System.Buffers.Binary;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Ct;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Dicom.Ct;

/// <summary>What is wrong with a case is said in one sentence that names the place; nothing crashes.</summary>
public sealed class HostileCaseTests
{
    [Fact]
    public void Read_FolderThatIsNotThere_SaysSo() => AssertRefused(folder => { }, "there is no such folder", "missing");

    [Fact]
    public void Read_EmptyFolder_SaysThatThereIsNoCt() => AssertRefused(folder => { }, "there is no CT image");

    [Fact]
    public void Read_StructuresAlone_SaysThatThereIsNoCt() => AssertRefused(folder => SmallStudy.WriteStructures(folder), "there is an RT Structure Set but no CT image");

    [Fact]
    public void Read_CtAlone_SaysThatThereIsNoStructureSet() => AssertRefused(folder => SmallStudy.WriteCt(folder, [0, 2]), "there is a CT but no RT Structure Set");

    [Fact]
    public void Read_TwoSeries_NamesThem() => AssertRefused(
        folder =>
        {
            SmallStudy.WriteGood(folder);
            SmallStudy.WriteCt(folder, [0, 2, 4], (_, set) => set.Set(DicomTags.SeriesDescription, "lung"), "1.2.3.77");
        },
        "there are 2 CT series, '' with 4 slices (1.2.3.5), 'lung' with 3 slices (1.2.3.77)");

    [Fact]
    public void Read_MissingSlice_SaysWhereAndHowLargeTheGapIs() =>
        AssertRefused(folder => Write(folder, [0, 2, 4, 8, 10]), "1 CT slice(s) are missing between z = 4 and 8 mm, a gap of 4 mm where the slices are 2 mm apart");

    [Fact]
    public void Read_UnevenSlices_SaysWhereAndHowMuch() =>
        AssertRefused(folder => Write(folder, [0, 2, 4.5, 6, 8]), "not evenly spaced: the one at z = 4.5 mm lies 0.5 mm off");

    [Fact]
    public void Read_TwoImagesAtOnePlace_NamesThem() => AssertRefused(folder => Write(folder, [0, 2, 2, 4]), "different images at the same place, z = 2 mm");

    [Fact]
    public void Read_OneSlice_AsksForTwo() => AssertRefused(folder => Write(folder, [0]), "only one slice");

    [Fact]
    public void Read_Sagittal_SaysThatItIsNotAxial() =>
        AssertRefused(folder => Write(folder, [0, 2], (_, set) => set.Set(DicomTags.ImageOrientationPatient, 0, 1, 0, 0, 0, -1)), "the slices are not axial");

    [Fact]
    public void Read_TiltedSlices_SaysByHowMuch() => AssertRefused(
        folder => Write(folder, [0, 2], (_, set) => set.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, Math.Cos(Math.PI / 18), Math.Sin(Math.PI / 18))),
        "the slices are tilted by 10°");

    [Fact]
    public void Read_ShearedByTheGantry_SaysByHowMuch() => AssertRefused(
        folder => Write(folder, [0, 2, 4], (index, set) => set.Set(DicomTags.ImagePositionPatient, 10, 20 + 0.5 * index, 2 * index)),
        "shifted sideways by 0, 0.5 mm");

    [Fact]
    public void Read_OtherMatrix_NamesBothFiles() => AssertRefused(
        folder => Write(folder, [0, 2], (index, set) => set.Set(DicomTags.Rows, index == 1 ? 2 : 3)), "the image has 4 × 2 pixels where");

    [Fact]
    public void Read_OtherSpacing_NamesBoth() => AssertRefused(
        folder => Write(folder, [0, 2], (index, set) => set.Set(DicomTags.PixelSpacing, 1.5, index == 1 ? 1.3 : 1.25)), "PixelSpacing is 1.3 × 1.5 mm where");

    [Fact]
    public void Read_ZeroSpacing_SaysThatItMustBePositive() =>
        AssertRefused(folder => Write(folder, [0, 2], (_, set) => set.Set(DicomTags.PixelSpacing, 0, 0)), "must be above 0");

    [Fact]
    public void Read_SpacingInMetres_NamesTheAllowedRange() =>
        AssertRefused(folder => Write(folder, [0, 2], (_, set) => set.Set(DicomTags.PixelSpacing, 0.001, 0.001)), "0.05 to 20 mm are allowed");

    [Fact]
    public void Read_NoPixelData_SaysSo() =>
        AssertRefused(folder => Write(folder, [0, 2], (_, set) => set.Add(new DicomElement(DicomTags.PixelData, DicomVr.OW, default))), "no pixel data");

    [Fact]
    public void Read_TooFewPixels_CountsThem() =>
        AssertRefused(folder => Write(folder, [0, 2], (_, set) => set.Add(new DicomElement(DicomTags.PixelData, DicomVr.OW, new byte[22]))), "PixelData has 22 bytes where 3 × 4 pixels need 24");

    [Fact]
    public void Read_HugeMatrix_IsRefusedBeforeAnythingIsAllocated() =>
        AssertRefused(folder => Write(folder, [0, 2], (_, set) => set.Set(DicomTags.Rows, 65535)), "Rows (0028,0010) is 65535; a whole number from 1 to 4096 is expected");

    [Fact]
    public void Read_Decubitus_NamesThePosition() =>
        AssertRefused(folder => Write(folder, [0, 2], (_, set) => set.Set(DicomTags.PatientPosition, "HFDL")), "PatientPosition is 'HFDL'");

    [Fact]
    public void Read_WordsForNumbers_ShowsThem() =>
        AssertRefused(folder => Write(folder, [0, 2], (_, set) => set.SetValues(DicomTags.PixelSpacing, "wide", "1")), "PixelSpacing (0028,0030) holds 'wide' where a number is expected");

    [Fact]
    public void Read_StructuresOfAnotherFrame_SaysSo() => AssertRefused(
        folder =>
        {
            SmallStudy.WriteCt(folder, [0, 2], (_, set) => set.Set(DicomTags.FrameOfReferenceUID, "1.2.3.1000"));
            SmallStudy.WriteStructures(folder);
        },
        "another frame of reference than the CT");

    [Fact]
    public void Read_TwoStructureSets_NamesThem() => AssertRefused(
        folder =>
        {
            SmallStudy.WriteGood(folder);
            SmallStudy.WriteStructures(Path.Combine(folder, "again"));
        },
        "there are 2 RT Structure Sets for the CT");

    [Fact]
    public void Read_ContourOfHalfAPoint_SaysSo() => AssertRefused(
        folder =>
        {
            SmallStudy.WriteCt(folder, [0, 2]);
            SmallStudy.WriteStructures(folder, null, ("CLOSED_PLANAR", [1, 2, 3, 4]));
        },
        "has 4 coordinates, which is no multiple of three");

    [Fact]
    public void Read_CutOffAnywhere_IsRefusedOrRead()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteGood(folder.Path);
        var victim = folder["1.2.3.5-1.dcm"];
        var whole = File.ReadAllBytes(victim);
        for (var length = whole.Length - 1; length > 132; length--)
        {
            File.WriteAllBytes(victim, whole[..length]);
            Assert.Throws<InputException>(() => DicomCaseReader.Read(folder.Path));
        }
    }

    [Fact]
    public void Parse_LengthThatLies_NamesTheAttribute()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteGood(folder.Path);
        var bytes = File.ReadAllBytes(folder["1.2.3.5-0.dcm"]);
        // The last attribute is PixelData with 24 bytes behind its 32-bit length.
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 28), 0xFFFFFF00);
        File.WriteAllBytes(folder["1.2.3.5-0.dcm"], bytes);

        var error = Assert.Throws<InputException>(() => DicomCaseReader.Read(folder.Path));
        Assert.Contains("PixelData (7FE0,0010) claims 4294967040 bytes where only 24 are left", error.Message);
    }

    [Fact]
    public void Parse_SpoiltBytes_NeverCrash()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteGood(folder.Path);
        foreach (var name in new[] { "1.2.3.5-0.dcm", "structures.dcm" })
        {
            var whole = File.ReadAllBytes(folder[name]);
            for (var i = 132; i < whole.Length; i++)
            {
                foreach (var value in new byte[] { 0x00, 0x7F, 0xFF })
                {
                    var spoilt = (byte[])whole.Clone();
                    spoilt[i] = value;
                    Exercise(spoilt);
                }
            }
        }
    }

    // Any exception but InputException fails the test.
    private static void Exercise(byte[] bytes)
    {
        try
        {
            var set = DicomFile.Parse(bytes, "spoilt.dcm").DataSet;
            foreach (var element in set.Elements) set.Texts(element.Tag);
            if (set.Text(DicomTags.SOPClassUID) == DicomUids.CtImageStorage) CtSlice.From(new DicomFile("spoilt.dcm", DicomUids.ExplicitVrLittleEndian, set));
            new Hanbeam.Dicom.RtStructureSet.RtStructureSetReader(new DicomFile("spoilt.dcm", "", set), []).Read();
        }
        catch (InputException)
        {
            // A refusal is what a damaged file deserves.
        }
    }

    private static void Write(string folder, double[] z, Action<int, DicomDataSet>? spoil = null)
    {
        SmallStudy.WriteCt(folder, z, spoil);
        SmallStudy.WriteStructures(folder);
    }

    private static void AssertRefused(Action<string> write, string expected, string below = "")
    {
        using var folder = new TemporaryFolder();
        write(folder.Path);
        var error = Assert.Throws<InputException>(() => DicomCaseReader.Read(folder[below]));
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain("\n", error.Message);
    }
}
