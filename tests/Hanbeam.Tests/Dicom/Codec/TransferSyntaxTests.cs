using System.Buffers.Binary;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Dicom.Codec;

/// <summary>One image in every encoding that DCMTK and GDCM can write is the same data set and the same pixels.</summary>
public sealed class TransferSyntaxTests
{
    private const int Rows = 37;
    private const int Columns = 53;

    [Theory]
    [InlineData("dcmconv", "+ti")]
    [InlineData("dcmconv", "+te")]
    [InlineData("dcmconv", "+tb")]
    [InlineData("dcmconv", "+td")]
    [InlineData("dcmconv", "+te", "-e")] // undefined lengths
    [InlineData("dcmconv", "+ti", "-e", "+g")] // and group lengths
    public async Task Parse_OtherSyntax_IsTheSameDataSet(string program, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var original = await Convert(folder, program, options);

        var read = DicomFile.Read(folder["other.dcm"]);

        Assert.Equal(original.NativePixels().ToArray(), read.NativePixels().ToArray());
        DicomFile.Write(folder["again.dcm"], read.DataSet);
        Assert.Equal(File.ReadAllBytes(folder["original.dcm"]), File.ReadAllBytes(folder["again.dcm"]));
    }

    [Theory]
    [InlineData(DicomUids.RleLossless, "dcmcrle")]
    [InlineData(DicomUids.JpegLosslessFirstOrder, "dcmcjpeg", "+e1")]
    [InlineData(DicomUids.JpegLossless, "dcmcjpeg", "+el", "+sv", "1")]
    [InlineData(DicomUids.JpegLossless, "dcmcjpeg", "+el", "+sv", "2")]
    [InlineData(DicomUids.JpegLossless, "dcmcjpeg", "+el", "+sv", "3")]
    [InlineData(DicomUids.JpegLossless, "dcmcjpeg", "+el", "+sv", "4")]
    [InlineData(DicomUids.JpegLossless, "dcmcjpeg", "+el", "+sv", "5")]
    [InlineData(DicomUids.JpegLossless, "dcmcjpeg", "+el", "+sv", "6")]
    [InlineData(DicomUids.JpegLossless, "dcmcjpeg", "+el", "+sv", "7")]
    [InlineData(DicomUids.JpegLosslessFirstOrder, "gdcmconv", "--jpeg")]
    [InlineData(DicomUids.RleLossless, "gdcmconv", "--rle")]
    public async Task NativePixels_Compressed_AreTheSame(string syntax, string program, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var original = await Convert(folder, program, options);

        var read = DicomFile.Read(folder["other.dcm"]);

        Assert.Equal(syntax, read.TransferSyntaxUid);
        Assert.Equal(original.NativePixels().ToArray(), read.NativePixels().ToArray());
    }

    [Theory]
    [InlineData("its pixels are compressed as JPEG 2000 Image Compression (Lossless Only), which is not read; convert it with 'gdcmconv --raw IN OUT'", "gdcmconv", "--j2k")]
    [InlineData("its pixels are compressed as JPEG-LS Lossless Image Compression, which is not read; convert it with 'dcmdjpls IN OUT'", "dcmcjpls")]
    [InlineData("its pixels are compressed as JPEG Extended (Process 2 and 4), which is not read; convert it with 'dcmdjpeg IN OUT'", "dcmcjpeg", "+ee")]
    public async Task NativePixels_OtherCompression_IsRefusedWithWhatConvertsIt(string expected, string program, params string[] options)
    {
        using var folder = new TemporaryFolder();
        await Convert(folder, program, options);

        Assert.Contains(expected, Assert.Throws<InputException>(() => DicomFile.Read(folder["other.dcm"]).NativePixels()).Message);
    }

    [Fact]
    public async Task Write_CompressedAsRead_IsReadByOthers()
    {
        using var folder = new TemporaryFolder();
        var original = await Convert(folder, "dcmcjpeg", "+e1");
        var read = DicomFile.Read(folder["other.dcm"]);

        DicomFile.Write(folder["again.dcm"], read.DataSet, TransferSyntax.Find(read.TransferSyntaxUid, "again.dcm"));

        var run = await ToolRun.Start("dcmdjpeg", [folder["again.dcm"], folder["plain.dcm"]]);
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(original.NativePixels().ToArray(), DicomFile.Read(folder["plain.dcm"]).NativePixels().ToArray());
        Assert.Throws<ArgumentException>(() => DicomFile.Write(folder["wrong.dcm"], read.DataSet));
    }

    [Fact]
    public async Task Write_Implicit_IsReadByOthers()
    {
        using var folder = new TemporaryFolder();
        WriteImage(folder["original.dcm"]);

        DicomFile.Write(folder["implicit.dcm"], DicomFile.Read(folder["original.dcm"]).DataSet, TransferSyntax.ImplicitLittleEndian);

        await ForeignTool.AssertReadableAsync(folder["implicit.dcm"]);
        DicomFile.Write(folder["again.dcm"], DicomFile.Read(folder["implicit.dcm"]).DataSet);
        Assert.Equal(File.ReadAllBytes(folder["original.dcm"]), File.ReadAllBytes(folder["again.dcm"]));
    }

    [Fact]
    public async Task ReadHeader_AnySyntax_KnowsWhatReadKnows()
    {
        using var folder = new TemporaryFolder();
        foreach (var options in new[] { "+ti", "+te", "+tb", "+td" })
        {
            var original = await Convert(folder, "dcmconv", options);
            var header = DicomFile.ReadHeader(folder["other.dcm"]);
            Assert.Equal(original.DataSet.Text(DicomTags.SOPInstanceUID), header.DataSet.Text(DicomTags.SOPInstanceUID));
            if (header.PixelsAt is not var (offset, length)) continue;
            Assert.True(header.DataSet.Bytes(DicomTags.PixelData).IsEmpty);
            Assert.Equal(original.NativePixels().ToArray(), File.ReadAllBytes(folder["other.dcm"]).AsSpan((int)offset, (int)length).ToArray());
        }
    }

    private static async Task<DicomFile> Convert(TemporaryFolder folder, string program, params string[] options)
    {
        WriteImage(folder["original.dcm"]);
        var run = await ToolRun.Start(program, [.. options, folder["original.dcm"], folder["other.dcm"]]);
        Assert.True(run.Code == 0, run.Output + run.Error);
        return DicomFile.Read(folder["original.dcm"]);
    }

    // Signed pixels of 16 bits: a ramp, an edge and noise. Lossy JPEG takes at most 12 bits, and all of them are within that.
    private static void WriteImage(string path)
    {
        var pixels = new byte[2 * Rows * Columns];
        for (var i = 0; i < Rows * Columns; i++)
            BinaryPrimitives.WriteInt16LittleEndian(pixels.AsSpan(2 * i), (short)(i * 2654435761L % 97 + 10 * (i / Columns) + (i % Columns > 20 ? 1500 : -900)));
        var folder = Path.GetDirectoryName(path)!;
        SmallStudy.WriteCt(folder, [0], (_, set) =>
        {
            set.Set(DicomTags.Rows, Rows);
            set.Set(DicomTags.Columns, Columns);
            set.Set(DicomTags.PixelRepresentation, 1);
            set.Set(DicomTags.BitsStored, 12);
            set.Set(DicomTags.HighBit, 11);
            set.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");
            set.SetItem(DicomTags.ReferencedStructureSetSequence, item => item.Set(DicomTags.ReferencedSOPInstanceUID, "1.2.3"));
            set.Add(new DicomElement(new DicomTag(0x0029, 0x0010), DicomVr.LO, "HANBEAM TEST"u8.ToArray()));
            set.Add(new DicomElement(new DicomTag(0x0018, 0x9087), DicomVr.FD, BitConverter.GetBytes(2.5)));
            set.Add(new DicomElement(DicomTags.PixelData, DicomVr.OW, pixels));
        });
        File.Move(Path.Combine(folder, "1.2.3.5-0.dcm"), path, overwrite: true);
    }
}
