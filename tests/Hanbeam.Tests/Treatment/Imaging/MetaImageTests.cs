using System.Text;
using CsCheck;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Xunit;

namespace Hanbeam.Tests.Treatment.Imaging;

public sealed class MetaImageTests : IDisposable
{
    private const string Header = "ObjectType = Image\nNDims = 3\nDimSize = 2 1 2\nElementSpacing = 1 1 1\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n";

    private static readonly GridGeometry Geometry = new(new Vector3d(-1.5, 0.1, 1 / 3.0), new Vector3d(1.25, 2, 0.7), 3, 2, 4);

    private readonly TemporaryFolder folder = new();

    private string File => folder["image.mha"];

    public void Dispose() => folder.Dispose();

    private Grid<float> ReadText(string header, params byte[] voxels)
    {
        System.IO.File.WriteAllBytes(File, [.. Encoding.Latin1.GetBytes(header), .. voxels]);
        return MetaImage.Read(File);
    }

    [Theory]
    [CombinatorialTypes]
    public void WriteAndRead_OfEveryType_GivesTheSameVoxels(MetaElementType type, bool compress)
    {
        var lowest = type is MetaElementType.UChar or MetaElementType.UShort or MetaElementType.UInt ? 0 : -100;
        var image = new Grid<float>(Geometry, [.. Enumerable.Range(0, Geometry.Count).Select(n => (float)(lowest + 9 * n))]);
        if (type is MetaElementType.Char) for (var n = 0; n < image.Values.Length; n++) image.Values[n] = n - 12;
        MetaImage.Write(File, image, type, compress);
        var read = MetaImage.Read(File, out var readType);
        Assert.Equal(type, readType);
        Assert.Equal(Geometry, read.Geometry);
        Assert.Equal(image.Values, read.Values);
        var first = System.IO.File.ReadAllBytes(File);
        MetaImage.Write(File, image, type, compress);
        Assert.Equal(first, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void WriteAndRead_OfAnyFloats_KeepsEveryBit()
    {
        Gen.Float.Array[24].Sample(
            values =>
            {
                MetaImage.Write(File, new Grid<float>(Geometry, values), compress: true);
                Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), MetaImage.Read(File).Values.Select(BitConverter.SingleToInt32Bits));
            },
            iter: 30,
            threads: 1);
    }

    [Fact]
    public void Read_OfADownwardAxis_TurnsIt()
    {
        var header = Header.Replace("NDims", "TransformMatrix = -1 0 0 0 1 0 0 0 -1\nOffset = 10 20 30\nNDims", StringComparison.Ordinal);
        var image = ReadText(header, 1, 2, 3, 4);
        Assert.Equal(new Vector3d(9, 20, 29), image.Geometry.Origin);
        Assert.Equal([4f, 3f, 2f, 1f], image.Values);
    }

    [Fact]
    public void Read_OfTheMostSignificantByteFirst_SwapsBytes()
    {
        var header = Header.Replace("MET_UCHAR", "MET_SHORT", StringComparison.Ordinal)
            .Replace("NDims", "BinaryDataByteOrderMSB = True\nNDims", StringComparison.Ordinal);
        Assert.Equal([1f, 256f, -1f, 515f], ReadText(header, 0, 1, 1, 0, 255, 255, 2, 3).Values);
    }

    [Fact]
    public void Write_OfAValueOutsideTheType_LeavesNoFile()
    {
        var image = new Grid<float>(Geometry);
        image.Values[3] = 300;
        Assert.Throws<OverflowException>(() => MetaImage.Write(File, image, MetaElementType.UChar));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("DimSize = 2 1 2", "DimSize = 2 1", "DimSize")]
    [InlineData("DimSize = 2 1 2", "DimSize = 2 -1 2", "DimSize")]
    [InlineData("DimSize = 2 1 2", "DimSize = 2.5 1 2", "DimSize")]
    [InlineData("DimSize = 2 1 2", "DimSize = 99999999999 99999999999 99999999999", "DimSize")]
    [InlineData("DimSize = 2 1 2", "DimSize = 1000 1000 1000", "ends before")]
    [InlineData("DimSize = 2 1 2", "CompressedData = True\nDimSize = 1000 1000 1000", "ends before")]
    [InlineData("DimSize = 2 1 2", "CompressedData = True\nDimSize = 2 1 2", "damaged")]
    [InlineData("DimSize = 2 1 2", "CompressedData = perhaps\nDimSize = 2 1 2", "CompressedData")]
    [InlineData("DimSize = 2 1 2", "CompressedData = True\nDimSize = 2 1 3", "damaged")]
    [InlineData("ElementSpacing = 1 1 1", "ElementSpacing = 1 0 1", "ElementSpacing")]
    [InlineData("ElementSpacing = 1 1 1", "ElementSpacing = 1 NaN 1", "ElementSpacing")]
    [InlineData("ElementSpacing = 1 1 1", "NoSpacing = 1", "ElementS")]
    [InlineData("MET_UCHAR", "MET_STRING", "MET_UCHAR")]
    [InlineData("NDims = 3", "NDims = 2", "NDims")]
    [InlineData("NDims = 3", "NDims = 3\nElementNumberOfChannels = 3", "ElementNumberOfChannels")]
    [InlineData("NDims = 3", "NDims = 3\nTransformMatrix = 0 1 0 1 0 0 0 0 1", "TransformMatrix")]
    [InlineData("NDims = 3", "NDims = 3\nHeaderSize = -1", "HeaderSize")]
    [InlineData("LOCAL", "../../etc/passwd", "LOCAL")]
    [InlineData("ElementDataFile = LOCAL", "no more", "=")]
    public void Read_OfAHostileHeader_SaysWhatIsWrong(string good, string bad, string named)
    {
        var error = Assert.Throws<InputException>(() => ReadText(Header.Replace(good, bad, StringComparison.Ordinal), 1, 2, 3, 4));
        Assert.Contains("image.mha", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Read_OfAnythingElse_IsAnInputError()
    {
        Assert.Throws<InputException>(() => MetaImage.Read(folder["none.mha"]));
        Assert.Throws<InputException>(() => MetaImage.Read(folder.Path));
        Assert.Throws<InputException>(() => ReadText(""));
        Assert.Throws<InputException>(() => ReadText(new string('a', 100_000)));
        Gen.Byte.Array[0, 400].Sample(bytes => Assert.Throws<InputException>(() => ReadText(Header[..^25], bytes)), iter: 50, threads: 1);
    }

    private sealed class CombinatorialTypesAttribute : Xunit.v3.DataAttribute
    {
        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker) =>
            new([.. from type in Enum.GetValues<MetaElementType>() from compress in new[] { false, true } select new TheoryDataRow(type, compress)]);

        public override bool SupportsDiscoveryEnumeration() => true;
    }
}
