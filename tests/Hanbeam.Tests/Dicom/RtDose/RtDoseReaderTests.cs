using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.RtDose;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Imaging;
using Xunit;

namespace Hanbeam.Tests.Dicom.RtDose;

public sealed class RtDoseReaderTests
{
    private static readonly Vector3d First = new(10, 20, 30);
    private static readonly double[] SpacingMm = [1.25, 1.5, 2];

    // All 24 ways in which columns and rows can run along the axes of the patient, up or down.
    public static IEnumerable<TheoryDataRow<int, int, int, int, bool>> Orientations() =>
        from columnAxis in Enumerable.Range(0, 3)
        from rowAxis in Enumerable.Range(0, 3)
        where rowAxis != columnAxis
        from columnSign in new[] { 1, -1 }
        from rowSign in new[] { 1, -1 }
        from upwards in new[] { true, false }
        select new TheoryDataRow<int, int, int, int, bool>(columnAxis, columnSign, rowAxis, rowSign, upwards);

    [Theory]
    [MemberData(nameof(Orientations))]
    public void Read_AxesInAnyOrderAndDirection_PutsEveryVoxelWhereItLies(int columnAxis, int columnSign, int rowAxis, int rowSign, bool upwards)
    {
        var (alongRow, alongColumn) = (Axis(columnAxis, columnSign), Axis(rowAxis, rowSign));
        var normal = alongRow.Cross(alongColumn);
        var frameMm = upwards ? SpacingMm[2] : -SpacingMm[2];
        Vector3d Place(int column, int row, int frame) => First + column * SpacingMm[0] * alongRow + row * SpacingMm[1] * alongColumn + frame * frameMm * normal;

        var dose = Read(Stored, set =>
        {
            set.Set(DicomTags.ImageOrientationPatient, alongRow.X, alongRow.Y, alongRow.Z, alongColumn.X, alongColumn.Y, alongColumn.Z);
            set.Set(DicomTags.GridFrameOffsetVector, 0, frameMm);
        });

        var grid = dose.Values.Geometry;
        Assert.True(grid.Spacing is { X: > 0, Y: > 0, Z: > 0 });
        Assert.Equal(SmallDose.Columns * SmallDose.Rows * SmallDose.Frames, grid.Count);
        for (var frame = 0; frame < SmallDose.Frames; frame++)
            for (var row = 0; row < SmallDose.Rows; row++)
                for (var column = 0; column < SmallDose.Columns; column++)
                    Assert.Equal(SmallDose.Scaling * Stored(column, row, frame), At(dose, Place(column, row, frame)));
    }

    [Theory]
    [InlineData(30, 32)]
    [InlineData(30, 28)]
    public void Read_AbsoluteOffsets_AreZ(double first, double second)
    {
        var dose = Read(Stored, set => set.Set(DicomTags.GridFrameOffsetVector, first, second));

        Assert.Equal(Math.Min(first, second), dose.Values.Geometry.Origin.Z);
        Assert.Equal(SmallDose.Scaling * Stored(1, 2, 0), At(dose, new Vector3d(11.25, 23, first)));
        Assert.Equal(SmallDose.Scaling * Stored(1, 2, 1), At(dose, new Vector3d(11.25, 23, second)));
    }

    [Theory]
    [InlineData(16, 0, 65535, 65535)]
    [InlineData(16, 1, 65535, -1)]
    [InlineData(32, 0, -1, 4294967295)]
    [InlineData(32, 1, -1, -1)]
    [InlineData(32, 0, 70000, 70000)]
    public void Read_SixteenAndThirtyTwoBits_SignedAndNot(int bits, int isSigned, int stored, double expected)
    {
        var dose = Read((_, _, _) => stored, set => set.Set(DicomTags.PixelRepresentation, isSigned), bits);

        Assert.All(dose.Values.Values, value => Assert.Equal((float)(SmallDose.Scaling * expected), value));
    }

    [Fact]
    public void Read_TwelveBitsInSixteen_DropsWhatLiesAbove()
    {
        var dose = Read((_, _, _) => 0xA123, set =>
        {
            set.Set(DicomTags.BitsStored, 12);
            set.Set(DicomTags.HighBit, 11);
        });

        Assert.All(dose.Values.Values, value => Assert.Equal((float)(SmallDose.Scaling * 0x123), value));
    }

    [Theory]
    [InlineData("PHYSICAL", DoseQuantity.PhysicalDose, "Gy")]
    [InlineData("EFFECTIVE", DoseQuantity.RbeWeightedDose, "Gy(RBE)")]
    public void Read_DoseType_IsTheQuantity(string type, DoseQuantity quantity, string unit)
    {
        var dose = Read(Stored, set => set.Set(DicomTags.DoseType, type));

        Assert.Equal((quantity, unit, null), (dose.Quantity, dose.Unit, dose.RbeModel));
        Assert.Equal("1.2.3.6", dose.FrameOfReferenceUid);
        Assert.Empty(dose.Warnings);
    }

    [Theory]
    [InlineData("PLAN", DoseExtent.Total, 0)]
    [InlineData("MULTI_PLAN", DoseExtent.Total, 0)]
    [InlineData("BEAM", DoseExtent.Total, 1)]
    [InlineData("FRACTION", DoseExtent.Total, 1)]
    [InlineData("FRACTION_SESSION", DoseExtent.PerFraction, 1)]
    [InlineData("BEAM_SESSION", DoseExtent.PerFraction, 1)]
    [InlineData("CONTROL_POINT", DoseExtent.PerFraction, 1)]
    public void Read_SummationType_IsTheExtent(string summation, DoseExtent extent, int warnings)
    {
        var dose = Read(Stored, set => set.Set(DicomTags.DoseSummationType, summation));

        Assert.Equal((extent, warnings), (dose.Extent, dose.Warnings.Count));
    }

    [Fact]
    public void Read_CommentOfAnotherSystem_IsNoModel() =>
        Assert.Null(Read(Stored, set =>
        {
            set.Set(DicomTags.DoseType, "EFFECTIVE");
            set.Set(DicomTags.DoseComment, "RBE model unknown");
        }).RbeModel);

    [Fact]
    public void Read_WhatTheWriterWrote_ComesBackWithItsModel()
    {
        using var folder = new TemporaryFolder();
        var geometry = new GridGeometry(new Vector3d(-7.3, 4.15, 11.1), new Vector3d(2.5, 1.75, 3), 5, 4, 3);
        var values = Enumerable.Range(0, geometry.Count).Select(n => 0.3f * n).ToArray();
        var content = new RtDoseContent { Type = RtDoseType.Effective, RbeModel = "mmkm-qst", PlanSopInstanceUid = "2.25.1" };
        RtDoseWriter.Write(folder["dose.dcm"], new Grid<float>(geometry, values), content, WaterCase.Parse("water:20,20,20@5"), DateTimeOffset.UnixEpoch);

        var dose = RtDoseReader.Read(folder["dose.dcm"]);

        Assert.Equal((DoseQuantity.RbeWeightedDose, "mmkm-qst", DoseExtent.Total), (dose.Quantity, dose.RbeModel, dose.Extent));
        Assert.Equal((geometry.Nx, geometry.Ny, geometry.Nz), (dose.Values.Geometry.Nx, dose.Values.Geometry.Ny, dose.Values.Geometry.Nz));
        Assert.Equal(0, (geometry.Origin - dose.Values.Geometry.Origin).Length, 1e-12);
        // Half a step of the greatest dose plus the rounding of single precision there.
        var tolerance = values[^1] * (0.5 / 65535 + 1.2e-7);
        foreach (var (expected, actual) in values.Zip(dose.Values.Values)) Assert.Equal(expected, actual, tolerance);
    }

    [Theory]
    [InlineData("raystation_1field", "RD1.2.752.243.1.1.20260105182345802.4890.40881.dcm")]
    [InlineData("raystation_2field", "RD1.2.752.243.1.1.20250523160113556.3000.73252.dcm")]
    public async Task Read_DoseOfAClinicalSystem_IsWhatPlastimatchReads(string plan, string file)
    {
        using var folder = new TemporaryFolder();
        var path = SharedData.Path("cases", "ionplan_samples", plan, file);
        await ForeignTool.PlastimatchConvertAsync("--input-dose-img", path, "--output-dose-img", folder["dose.mha"], "--output-type", "float");

        var dose = RtDoseReader.Read(path);

        var (geometry, values) = PlainMetaImage.ReadFloats(folder["dose.mha"]);
        Assert.Equal(DoseQuantity.RbeWeightedDose, dose.Quantity);
        Assert.Equal((geometry.Nx, geometry.Ny, geometry.Nz), (dose.Values.Geometry.Nx, dose.Values.Geometry.Ny, dose.Values.Geometry.Nz));
        // plastimatch prints its headers with about six digits.
        Assert.Equal(0, (geometry.Origin - dose.Values.Geometry.Origin).Length, 1e-3);
        Assert.Equal(0, (geometry.Spacing - dose.Values.Geometry.Spacing).Length, 1e-3);
        // Single precision: plastimatch multiplies in it, Hanbeam rounds once.
        for (var n = 0; n < values.Length; n++) Assert.Equal(values[n], dose.Values.Values[n], 2e-7 * values[n]);
    }

    public static TheoryData<string, string> Hostile() => new()
    {
        { "relative", "DoseUnits is RELATIVE" },
        { "units", "DoseUnits is 'CGY'; GY is read" },
        { "error dose", "DoseType is ERROR" },
        { "summation", "DoseSummationType HALF is unknown" },
        { "class", "this is no RT Dose" },
        { "oblique", "turned against the patient's axes (ImageOrientationPatient 0.8\\0.6\\0" },
        { "same axis", "turned against the patient's axes" },
        { "uneven", "the frames are not evenly spaced: frame 2 lies 1 mm from the first where 2.5 mm would be even" },
        { "offsets", "GridFrameOffsetVector has 3 offsets for 2 frames" },
        { "convention", "begins with 7 mm, which is neither 0 (offsets from the first frame) nor the z of ImagePositionPatient (30 mm)" },
        { "absolute off z", "begins with 10 mm, which is neither 0" },
        { "standing frames", "voxels of the dose are 0 mm along an axis" },
        { "single frame", "a single frame and no SliceThickness" },
        { "scaling", "DoseGridScaling is 0 Gy; it must be above 0" },
        { "no scaling", "has 0 numbers where 1 are needed" },
        { "bits", "BitsAllocated is 8; a dose of 16 or 32 bits is read" },
        { "cut", "PixelData has 10 bytes where the 24 voxels need 48" },
        { "no pixels", "has no pixel data" },
        { "huge", "at most 268435456 are read" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Read_HostileFile_SaysWhatIsWrong(string fault, string expected)
    {
        var error = Assert.Throws<InputException>(() => Read(Stored, set => Spoil(set, fault)));

        Assert.Contains(expected, error.Message);
        Assert.Contains("dose.dcm", error.Message);
    }

    [Fact]
    public void Read_NoDicomFile_SaysSo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["dose.dcm"], "no dose");
        Assert.Contains("is no DICOM file", Assert.Throws<InputException>(() => RtDoseReader.Read(folder["dose.dcm"])).Message);
    }

    private static void Spoil(DicomDataSet set, string fault)
    {
        Action spoil = fault switch
        {
            "relative" => () => set.Set(DicomTags.DoseUnits, "RELATIVE"),
            "units" => () => set.Set(DicomTags.DoseUnits, "CGY"),
            "error dose" => () => set.Set(DicomTags.DoseType, "ERROR"),
            "summation" => () => set.Set(DicomTags.DoseSummationType, "HALF"),
            "class" => () => set.Set(DicomTags.SOPClassUID, DicomUids.CtImageStorage),
            "oblique" => () => set.Set(DicomTags.ImageOrientationPatient, 0.8, 0.6, 0, -0.6, 0.8, 0),
            "same axis" => () => set.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, -1, 0, 0),
            "uneven" => () => Frames(set, 0, 1, 5),
            "offsets" => () => set.Set(DicomTags.GridFrameOffsetVector, 0, 2, 4),
            "convention" => () => set.Set(DicomTags.GridFrameOffsetVector, 7, 9),
            "absolute off z" => () =>
            {
                set.Set(DicomTags.ImageOrientationPatient, 0, 1, 0, 0, 0, 1);
                set.Set(DicomTags.GridFrameOffsetVector, 10, 12);
            }
            ,
            "standing frames" => () => set.Set(DicomTags.GridFrameOffsetVector, 0, 0),
            "single frame" => () => Frames(set, 0),
            "scaling" => () => set.Set(DicomTags.DoseGridScaling, 0.0),
            "no scaling" => () => set.SetEmpty(DicomTags.DoseGridScaling),
            "bits" => () =>
            {
                set.Set(DicomTags.BitsAllocated, 8);
                set.Set(DicomTags.BitsStored, 8);
                set.Set(DicomTags.HighBit, 7);
            }
            ,
            "cut" => () => set.Set(DicomTags.PixelData, new byte[10]),
            "no pixels" => () => set.Set(DicomTags.PixelData, Array.Empty<byte>()),
            _ => () =>
            {
                set.Set(DicomTags.Rows, 65535);
                set.Set(DicomTags.Columns, 65535);
            }
            ,
        };
        spoil();
    }

    private static void Frames(DicomDataSet set, params double[] offsets)
    {
        set.Set(DicomTags.NumberOfFrames, offsets.Length);
        set.Set(DicomTags.GridFrameOffsetVector, offsets);
    }

    private static int Stored(int column, int row, int frame) => 1 + column + 10 * row + 100 * frame;

    private static DoseVolume Read(Func<int, int, int, int> stored, Action<DicomDataSet> spoil, int bits = 16)
    {
        using var folder = new TemporaryFolder();
        SmallDose.Write(folder["dose.dcm"], stored, spoil, bits);
        return RtDoseReader.Read(folder["dose.dcm"]);
    }

    private static double At(DoseVolume dose, Vector3d place)
    {
        var grid = dose.Values.Geometry;
        var at = place - grid.Origin;
        var (i, j, k) = (at.X / grid.Spacing.X, at.Y / grid.Spacing.Y, at.Z / grid.Spacing.Z);
        // Positions go through decimal strings exactly; the quotient is a whole number to a few ulp.
        foreach (var index in (double[])[i, j, k]) Assert.Equal(Math.Round(index), index, 1e-9);
        return dose.Values[(int)Math.Round(i), (int)Math.Round(j), (int)Math.Round(k)];
    }

    private static Vector3d Axis(int axis, int sign) => new(axis == 0 ? sign : 0, axis == 1 ? sign : 0, axis == 2 ? sign : 0);
}
