using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Xunit;

namespace Hanbeam.Tests.Treatment.Imaging;

public sealed class MaskFolderReaderTests : IDisposable
{
    private static readonly GridGeometry Geometry = new(new Vector3d(0, 0, 0), new Vector3d(1, 1, 2), 4, 3, 2);

    private readonly TemporaryFolder folder = new();

    public MaskFolderReaderTests()
    {
        Directory.CreateDirectory(folder["structures"]);
        MetaImage.Write(folder["ct.mha"], new Grid<float>(Geometry), MetaElementType.Short);
    }

    public void Dispose() => folder.Dispose();

    private void WriteMask(string name, float value, MetaElementType type = MetaElementType.Float)
    {
        var mask = new Grid<float>(Geometry);
        mask[1, 1, 1] = value;
        MetaImage.Write(folder[$"structures/{name}.mha"], mask, type);
    }

    [Theory]
    [InlineData("BODY")]
    [InlineData("body")]
    [InlineData("External")]
    public void Read_OfAFolder_GivesStructuresWithTheirTypes(string external)
    {
        WriteMask(external, 1, MetaElementType.UChar);
        WriteMask("PTV_7000", 255, MetaElementType.UChar);
        WriteMask("Spinal Cord", 0.25f);
        var read = MaskFolderReader.Read(folder.Path);
        Assert.Equal(CaseKind.Masks, read.Kind);
        Assert.Equal("EXTERNAL", read.Structures.Single(s => s.Name == external).Type);
        Assert.Equal("PTV", read.Structures.Single(s => s.Name == "PTV_7000").Type);
        Assert.Equal(1f, read.Structures.Single(s => s.Name == "PTV_7000").Mask![1, 1, 1]);
        Assert.Equal(0.25f, read.Structures.Single(s => s.Name == "Spinal Cord").Mask![1, 1, 1]);
        Assert.Equal([1, 2, 3], read.Structures.Select(s => s.Number));
        Assert.Empty(read.Warnings);
        Assert.Equal(2, read.Identity.CtSopInstanceUids.Distinct().Count());
    }

    [Fact]
    public void Read_Twice_GivesTheSameIdentity_AndAnotherForOtherContent()
    {
        WriteMask("BODY", 1);
        var uid = MaskFolderReader.Read(folder.Path).Identity.StudyInstanceUid;
        Assert.Matches("^2\\.25\\.[1-9][0-9]{1,38}$", uid);
        Assert.Equal(uid, MaskFolderReader.Read(folder.Path).Identity.StudyInstanceUid);
        WriteMask("BODY", 0.5f);
        Assert.NotEqual(uid, MaskFolderReader.Read(folder.Path).Identity.StudyInstanceUid);
    }

    [Fact]
    public void Read_WithoutOutline_OrWithTwo_OrWithAnEmptyMask_Warns()
    {
        WriteMask("Cord", 0);
        Assert.Equal(2, MaskFolderReader.Read(folder.Path).Warnings.Count);
        WriteMask("BODY", 1);
        WriteMask("External", 1);
        var read = MaskFolderReader.Read(folder.Path);
        Assert.Equal("BODY", read.Structures.Single(s => s.IsExternal).Name);
        Assert.Contains(read.Warnings, warning => warning.Contains("External.mha", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1.5f)]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    public void Read_OfAFractionOutOfRange_NamesTheFile(float value)
    {
        WriteMask("Cord", value);
        Assert.Contains("Cord.mha", Assert.Throws<InputException>(() => MaskFolderReader.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfACtWithVoxelsOfFourCentimetres_IsRefused()
    {
        MetaImage.Write(folder["ct.mha"], new Grid<float>(Geometry with { Spacing = new Vector3d(1, 1, 40) }));
        Assert.Contains("0.05 to 20 mm", Assert.Throws<InputException>(() => MaskFolderReader.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithoutCt_OrWithANotANumberInIt_IsRefused()
    {
        var ct = new Grid<float>(Geometry);
        ct.Values[5] = float.NaN;
        MetaImage.Write(folder["ct.mha"], ct);
        Assert.Contains("HU", Assert.Throws<InputException>(() => MaskFolderReader.Read(folder.Path)).Message, StringComparison.Ordinal);
        File.Delete(folder["ct.mha"]);
        Assert.False(MaskFolderReader.IsMaskFolder(folder.Path));
        Assert.Contains("ct.mha", Assert.Throws<InputException>(() => MaskFolderReader.Read(folder.Path)).Message, StringComparison.Ordinal);
    }
}
