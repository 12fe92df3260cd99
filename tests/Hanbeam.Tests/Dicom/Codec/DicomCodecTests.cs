using System.IO.Compression;
using System.Text;
using CsCheck;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.RtDose;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Dicom.Codec;

public sealed class DicomCodecTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(2.5, "2.5")]
    [InlineData(-123.456789012345678, "-123.45678901235")]
    [InlineData(1.0 / 3, "0.33333333333333")]
    [InlineData(1.23456789012345e-8, "1.2345678901E-08")]
    [InlineData(16777216000000, "16777216000000")]
    public void Format_Number_IsTheShortestThatFits(double value, string expected) => Assert.Equal(expected, DecimalString.Format(value));

    [Fact]
    public void Format_AnyNumber_HasAtMostSixteenCharactersAndLosesNoMoreThanTheyMust() => Gen.Double.Where(double.IsFinite).Sample(value =>
    {
        var text = DecimalString.Format(value);
        // The worst case is a minus sign, a point and a three-digit exponent: 16 - 2 - 5 = 9 digits remain.
        return text.Length <= 16 && Math.Abs(DecimalString.Round(value) - value) <= Math.Max(1e-8 * Math.Abs(value), double.Epsilon);
    });

    [Fact]
    public void Choose_AnyGreatestDose_FitsTheBitsAndSurvivesTheFile() => Gen.Double[1e-6, 200].Sample(greatest =>
    {
        var scaling = DoseScaling.Choose(greatest);
        var steps = Math.Round(greatest / scaling);
        return scaling == DecimalString.Round(scaling) && steps <= 65535 && Math.Abs(steps * scaling - greatest) <= 0.5 * scaling * (1 + 1e-9);
    });

    [Fact]
    public void Parse_ImplicitWithUndefinedLengthsPrivateTagsAndOddLengths_IsRead()
    {
        var bytes = Implicit(writer =>
        {
            Element(writer, 0x0010, 0x0010, "Name^A"u8);
            Element(writer, 0x0010, 0x0020, "odd"u8);
            Element(writer, 0x0029, 0x0010, "PRIVATE "u8);
            Element(writer, 0x0029, 0x1001, [1, 2, 3, 4]);
            Header(writer, 0x3006, 0x0020, 0xFFFFFFFF);
            Header(writer, 0xFFFE, 0xE000, 0xFFFFFFFF);
            Element(writer, 0x3006, 0x0022, "5 "u8);
            Header(writer, 0x0029, 0x1002, 0xFFFFFFFF); // a private sequence, which only its undefined length gives away
            Header(writer, 0xFFFE, 0xE000, 0);
            Header(writer, 0xFFFE, 0xE0DD, 0);
            Header(writer, 0xFFFE, 0xE00D, 0);
            Header(writer, 0xFFFE, 0xE0DD, 0);
        });

        var set = DicomFile.Parse(bytes, "implicit.dcm").DataSet;

        Assert.Equal("Name^A", set.Text(DicomTags.PatientName));
        Assert.Equal("odd", set.Text(DicomTags.PatientID));
        Assert.Equal(4, set.Bytes(new DicomTag(0x0029, 0x1001)).Length);
        var item = Assert.Single(set.Items(DicomTags.StructureSetROISequence));
        Assert.Equal(5, item.Number(DicomTags.ROINumber));
        Assert.Single(item.Items(new DicomTag(0x0029, 0x1002)));
    }

    [Fact]
    public void Parse_WhatWasWritten_IsTheSameToTheByte()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteGood(folder.Path);
        foreach (var path in Directory.GetFiles(folder.Path))
        {
            DicomFile.Write(folder["again.dcm"], DicomFile.Read(path).DataSet);
            Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(folder["again.dcm"]));
        }
    }

    [Fact]
    public void Write_ValueTooLongForItsRepresentation_ComesBack()
    {
        using var folder = new TemporaryFolder();
        var numbers = Enumerable.Range(0, 30_000).Select(i => i / 8.0).ToArray();
        var set = new DicomDataSet();
        set.Set(DicomTags.SOPInstanceUID, "1.2.3");
        set.Set(DicomTags.ContourData, numbers);

        DicomFile.Write(folder["long.dcm"], set);

        Assert.Equal(numbers, DicomFile.Read(folder["long.dcm"]).DataSet.Numbers(DicomTags.ContourData));
    }

    // Longer than what a header is read in at a time, with values across the borders and one longer than that.
    [Fact]
    public void ReadHeader_LongStructureSet_IsWhatReadReads()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteStructures(folder.Path, null,
            [.. Enumerable.Range(1, 40).Select(n => ("CLOSED_PLANAR", Enumerable.Range(0, 3 * 97 * n).Select(i => i / 8.0).ToArray()))]);
        var path = folder["structures.dcm"];

        DicomFile.Write(folder["header.dcm"], DicomFile.ReadHeader(path).DataSet);

        Assert.True(new FileInfo(path).Length > 500_000);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(folder["header.dcm"]));
    }

    [Theory]
    [InlineData("ISO_IR 100", new byte[] { 0x47, 0x72, 0xF6, 0xDF, 0x65 }, "Größe")]
    [InlineData("ISO_IR 192", new byte[] { 0xE9, 0x87, 0x8D, 0xE7, 0xB2, 0x92, 0xE5, 0xAD, 0x90 }, "重粒子")]
    [InlineData("\\ISO 2022 IR 149", new byte[] { 0x1B, 0x24, 0x29, 0x43, 0xB1, 0xE8 }, "김")] // the standard's Korean example, PS3.5 annex I
    [InlineData("\\ISO 2022 IR 87", new byte[] { 0x1B, 0x24, 0x42, 0x3B, 0x33, 0x45, 0x44, 0x1B, 0x28, 0x42 }, "山田")] // and the Japanese one, annex H
    [InlineData("ISO_IR 13", new byte[] { 0xD4, 0xCF, 0xC0, 0xDE }, "ﾔﾏﾀﾞ")]
    [InlineData("ISO_IR 999", new byte[] { 0xE4 }, "ä")] // unknown: byte for byte
    public void Text_CharacterSet_IsDecoded(string terms, byte[] name, string expected) =>
        Assert.Equal(expected, CharacterSet.Find(terms.Split('\\')).Decode(name, isName: true));

    [Theory]
    [InlineData(300_000, 0, "attributes and items, too many for its")] // 2.4 MB of empty attributes in a few kB
    [InlineData(0, 1 << 26, "inflate to more than the")] // 64 MiB of zeros in 64 kB
    public void Parse_DeflatedBomb_IsRefused(int attributes, int zeros, string expected)
    {
        var meta = new DicomDataSet();
        meta.Set(DicomTags.TransferSyntaxUID, DicomUids.DeflatedExplicitVrLittleEndian);
        using var file = new MemoryStream();
        file.Write(new byte[128]);
        file.Write("DICM"u8);
        DicomEncoder.Write(file, meta);
        using (var deflate = new DeflateStream(file, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var n = 0; n < attributes; n++) deflate.Write([0x08, 0x00, 0x90, 0x00, (byte)'P', (byte)'N', 0, 0]);
            if (zeros > 0) DicomEncoder.Write(deflate, Pixels(zeros));
        }

        Assert.Contains(expected, Assert.Throws<InputException>(() => DicomFile.Parse(file.ToArray(), "bomb.dcm")).Message);

        static DicomDataSet Pixels(int count)
        {
            var set = new DicomDataSet();
            set.Set(DicomTags.PixelData, new byte[count]);
            return set;
        }
    }

    [Theory]
    [InlineData(0, "US")]
    [InlineData(1, "SS")]
    public void Parse_ImplicitUnsignedOrSigned_IsThatOfThePixels(int representation, string vr)
    {
        var set = new DicomDataSet();
        set.Set(DicomTags.SOPClassUID, DicomUids.CtImageStorage);
        set.Set(DicomTags.PixelRepresentation, representation);
        set.Add(new DicomElement(DicomTags.PixelPaddingValue, DicomVr.US, new byte[] { 0x30, 0xF8 }));
        set.SetItem(new DicomTag(0x0040, 0x9096), item => item.Add(new DicomElement(new DicomTag(0x0040, 0x9216), DicomVr.US, new byte[] { 0, 0xFC }))); // Real World Value Mapping
        set.Add(new DicomElement(new DicomTag(0x0028, 0x0002), DicomVr.US, new byte[] { 1, 0 }));
        using var stream = new MemoryStream();
        DicomFile.Write(stream, set, TransferSyntax.ImplicitLittleEndian);

        var read = DicomFile.Parse(stream.ToArray(), "implicit.dcm").DataSet;

        Assert.Equal(vr, read.Find(DicomTags.PixelPaddingValue)!.Vr.ToString());
        Assert.Equal(vr, read.Items(new DicomTag(0x0040, 0x9096))[0].Elements[0].Vr.ToString());
        Assert.Equal(DicomVr.US, read.Find(new DicomTag(0x0028, 0x0002))!.Vr);
    }

    [Fact]
    public void Parse_NestingWithoutEnd_IsRefused()
    {
        var bytes = Implicit(writer =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                Header(writer, 0x3006, 0x0020, 0xFFFFFFFF);
                Header(writer, 0xFFFE, 0xE000, 0xFFFFFFFF);
            }
        });

        Assert.Contains("nested more than 32 deep", Assert.Throws<InputException>(() => DicomFile.Parse(bytes, "deep.dcm")).Message);
    }

    [Fact]
    public void Create_Uid_RepeatsAndDiffers()
    {
        Assert.Equal(DicomUid.Create("study", "a", "b"), DicomUid.Create("study", "a", "b"));
        Assert.NotEqual(DicomUid.Create("study", "a", "b"), DicomUid.Create("study", "ab", ""));
        Assert.NotEqual(DicomUid.Create("study", "a"), DicomUid.Create("series", "a"));
        Assert.Matches(@"^2\.25\.[1-9][0-9]{0,38}$", DicomUid.Create("study", "a"));
    }

    private static byte[] Implicit(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(new byte[128]);
        writer.Write("DICM"u8);
        // File meta information is always explicit: (0002,0010) UI.
        writer.Write((ushort)0x0002);
        writer.Write((ushort)0x0010);
        writer.Write("UI"u8);
        writer.Write((ushort)18);
        writer.Write(Encoding.ASCII.GetBytes(DicomUids.ImplicitVrLittleEndian + "\0"));
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static void Element(BinaryWriter writer, ushort group, ushort element, ReadOnlySpan<byte> value)
    {
        Header(writer, group, element, (uint)value.Length);
        writer.Write(value);
    }

    private static void Header(BinaryWriter writer, ushort group, ushort element, uint length)
    {
        writer.Write(group);
        writer.Write(element);
        writer.Write(length);
    }
}
