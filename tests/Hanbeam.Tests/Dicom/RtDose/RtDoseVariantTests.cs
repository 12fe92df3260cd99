using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.RtDose;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Doses;
using Xunit;

namespace Hanbeam.Tests.Dicom.RtDose;

/// <summary>What is written beside the physical dose of a plan: parts of it, LET, and grids that are not the CT's.</summary>
public sealed class RtDoseVariantTests
{
    public static TheoryData<RtDoseType, RtDoseSummation, DoseQuantity, string?> Variants => new()
    {
        { RtDoseType.Physical, RtDoseSummation.Beam, DoseQuantity.PhysicalDose, "BEAM" },
        { RtDoseType.Effective, RtDoseSummation.Beam, DoseQuantity.RbeWeightedDose, "BEAM" },
        { RtDoseType.Physical, RtDoseSummation.FractionGroup, DoseQuantity.PhysicalDose, "FRACTION" },
        { RtDoseType.Effective, RtDoseSummation.FractionGroup, DoseQuantity.RbeWeightedDose, "FRACTION" },
        { RtDoseType.Effective, RtDoseSummation.Plan, DoseQuantity.RbeWeightedDose, null },
        { RtDoseType.Let, RtDoseSummation.Plan, DoseQuantity.Let, null },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task WriteAndRead_Variant_IsValidAndComesBack(RtDoseType type, RtDoseSummation summation, DoseQuantity quantity, string? part)
    {
        using var folder = new TemporaryFolder();
        var content = new RtDoseContent { Type = type, RbeModel = "mmkm-qst", PlanSopInstanceUid = "2.25.1", Summation = summation, BeamNumber = 2, FractionGroupNumber = 3 };
        // A third of the voxel of the CT off its grid, and coarser.
        var grid = new GridGeometry(new Vector3d(-7.3, 11.9, -40.1), new Vector3d(2.5, 3, 4), 5, 4, 3);
        var dose = new Grid<float>(grid, [.. Enumerable.Range(0, grid.Count).Select(n => n * 0.37f)]);
        RtDoseWriter.Write(folder["dose.dcm"], dose, content, WrittenCaseTests.SmallCase(), WrittenCaseTests.Stamp);

        await ForeignTool.AssertValidAsync(folder["dose.dcm"]);
        var read = RtDoseReader.Read(folder["dose.dcm"]);
        Assert.Equal((quantity, DoseExtent.Total), (read.Quantity, read.Extent));
        Assert.Equal(quantity == DoseQuantity.RbeWeightedDose ? "mmkm-qst" : null, read.RbeModel);
        Assert.Equal(grid, read.Values.Geometry);
        for (var n = 0; n < grid.Count; n++) Assert.Equal(dose.Values[n], read.Values.Values[n], 59 * 0.37 / 65535 / 2 * 1.001); // half a step of 16 bits
        if (part is null) Assert.Empty(read.Warnings);
        else Assert.Contains($"DoseSummationType {part}", Assert.Single(read.Warnings));
        var group = DicomFile.Read(folder["dose.dcm"]).DataSet.Items(DicomTags.ReferencedRTPlanSequence)[0].Items(DicomTags.ReferencedFractionGroupSequence);
        Assert.Equal(summation == RtDoseSummation.Plan ? [] : [3.0], group.Select(item => item.RequiredNumber(DicomTags.ReferencedFractionGroupNumber)));
        if (summation == RtDoseSummation.Beam) Assert.Equal(2, group[0].Items(DicomTags.ReferencedBeamSequence)[0].Number(DicomTags.ReferencedBeamNumber));
    }

    [Fact]
    public async Task Write_DoseOffTheGridOfTheCt_IsReadTheSameByPlastimatch()
    {
        using var folder = new TemporaryFolder();
        var grid = new GridGeometry(new Vector3d(-7.3, 11.9, -40.1), new Vector3d(2.5, 3, 4), 5, 4, 3);
        var dose = new Grid<float>(grid, [.. Enumerable.Range(0, grid.Count).Select(n => n * 0.37f)]);
        RtDoseWriter.Write(folder["dose.dcm"], dose, new RtDoseContent { Type = RtDoseType.Physical, PlanSopInstanceUid = "2.25.1", Summation = RtDoseSummation.Beam, BeamNumber = 1 }, WrittenCaseTests.SmallCase(), WrittenCaseTests.Stamp);

        await ForeignTool.PlastimatchConvertAsync("--input-dose-img", folder["dose.dcm"], "--output-dose-img", folder["dose.mha"]);

        var (geometry, values) = PlainMetaImage.ReadFloats(folder["dose.mha"]);
        Assert.Equal((grid.Nx, grid.Ny, grid.Nz), (geometry.Nx, geometry.Ny, geometry.Nz));
        Assert.Equal(grid.Origin.Z, geometry.Origin.Z, 1e-4); // plastimatch prints six digits
        for (var n = 0; n < grid.Count; n++) Assert.Equal(dose.Values[n], values[n], 59 * 0.37 / 65535 / 2 * 1.01);
    }
}
