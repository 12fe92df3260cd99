using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Dose.Media;

public sealed class PatientModelBuilderTests
{
    /// <summary>10 × 10 × 10 voxels of 10 mm: one voxel is 1 cm³.</summary>
    private static readonly GridGeometry Geometry = new(new Vector3d(5, 5, 5), new Vector3d(10, 10, 10), 10, 10, 10);

    [Fact]
    public void Build_BoxContour_IsZeroOutside()
    {
        var model = Build(hu: 0, [Box("BODY", "EXTERNAL", 2, 8)]);
        var inside = StoichiometricCalibration.Create().RelativeStoppingPower(0);
        for (var n = 0; n < Geometry.Count; n++)
        {
            var (i, j, k) = Geometry.Voxel(n);
            var isInside = i is >= 2 and < 8 && j is >= 2 and < 8 && k is >= 2 and < 8;
            Assert.Equal(isInside ? inside : 0, model.RelativeStoppingPower.Values[n], 1e-6);
            Assert.Equal(isInside ? 1 : 0, model.External.Values[n], 1e-6);
        }

        Assert.Empty(model.Warnings);
        Assert.Equal("stoichiometric", model.CalibrationName);
    }

    [Theory]
    [InlineData(0.49f, false)]
    [InlineData(0.5f, true)]
    public void Build_VoxelPartlyInside_CountsFromHalfOfItsVolume(float fraction, bool inside)
    {
        var mask = new Grid<float>(Geometry);
        mask[5, 5, 5] = fraction;
        var model = Build(hu: 0, [new Structure { Name = "BODY", Type = "EXTERNAL", Mask = mask }]);
        Assert.Equal(inside, model.RelativeStoppingPower[5, 5, 5] > 0);
        Assert.Equal(fraction, model.External[5, 5, 5], 1e-6);
    }

    [Fact]
    public void Build_NoExternal_TakesTheWholeImageAndWarns()
    {
        var model = Build(hu: 0, []);
        Assert.All(model.RelativeStoppingPower.Values, value => Assert.True(value > 0));
        Assert.Contains("no external contour", Assert.Single(model.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_SeveralExternals_IsRefused()
    {
        var error = Assert.Throws<InputException>(() => Build(hu: 0, [Box("BODY", "EXTERNAL", 2, 8), Box("SKIN", "EXTERNAL", 1, 9)]));
        Assert.Equal("test: 2 structures of type EXTERNAL (BODY, SKIN), but there may be only one", error.Message);
    }

    [Fact]
    public void Build_Override_SetsTheStructureAndLaterOnesWin()
    {
        var structures = new[] { Box("BODY", "EXTERNAL", 2, 8), Box("EYE", "ORGAN", 3, 5) };
        var model = Build(hu: 500, structures, new("BODY", "water", null), new("EYE", null, 1.5));
        Assert.Equal(1.5f, model.RelativeStoppingPower[4, 4, 4]);
        Assert.Equal(1f, model.RelativeStoppingPower[6, 6, 6]);
        Assert.Equal(0f, model.RelativeStoppingPower[0, 0, 0]);
    }

    [Fact]
    public void Build_OverrideOfAnAbsentStructure_NamesThoseThere()
    {
        var error = Assert.Throws<InputException>(() => Build(hu: 0, [Box("BODY", "EXTERNAL", 2, 8)], new MaterialOverride("Lens", "water", null)));
        Assert.Equal("test: no structure Lens to override; there are: BODY", error.Message);
    }

    [Fact]
    public void Build_WaterBox_HasExactlyOne()
    {
        var model = PatientModelBuilder.Build(Case(0, [], CaseKind.Water), Calibrations.Resolve(null, CaseKind.Water), []);
        Assert.All(model.RelativeStoppingPower.Values, value => Assert.Equal(1f, value));
        Assert.Empty(model.Warnings);
        Assert.Equal("water", model.CalibrationName);
    }

    [Fact]
    public void Build_MetalInThePatient_WarnsUnlessOverridden()
    {
        var structures = new[] { Box("BODY", "EXTERNAL", 2, 8), Box("IMPLANT", "ORGAN", 3, 5) };
        var metal = Build(hu: 2500, structures, new MaterialOverride("IMPLANT", "titanium", null));
        Assert.StartsWith("208.0 cm³", Assert.Single(metal.Warnings), StringComparison.Ordinal); // 6³ − 2³ voxels of 1 cm³
        Assert.Empty(Build(hu: 2500, structures, new MaterialOverride("BODY", "titanium", null)).Warnings);
    }

    private static PatientModel Build(float hu, IReadOnlyList<Structure> structures, params MaterialOverride[] overrides) =>
        PatientModelBuilder.Build(Case(hu, structures, CaseKind.Dicom), StoichiometricCalibration.Create(), overrides);

    private static PatientCase Case(float hu, IReadOnlyList<Structure> structures, CaseKind kind)
    {
        var image = new Grid<float>(Geometry);
        Array.Fill(image.Values, hu);
        return new PatientCase { Source = "test", Kind = kind, Ct = new CtImage(image, PatientPosition.HFS), Structures = structures, Identity = new StudyIdentity() };
    }

    private static Structure Box(string name, string type, int from, int to) => new()
    {
        Name = name,
        Type = type,
        Contours = [.. Enumerable.Range(from, to - from).Select(k =>
            new Contour(10 * k + 5, [10 * from, 10 * to, 10 * to, 10 * from], [10 * from, 10 * from, 10 * to, 10 * to]))],
    };
}
