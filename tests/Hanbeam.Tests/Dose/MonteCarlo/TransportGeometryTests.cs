using Hanbeam.Dose.Media;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Materials;
using Hanbeam.Treatment.Imaging;
using Xunit;

namespace Hanbeam.Tests.Dose.MonteCarlo;

public sealed class TransportGeometryTests
{
    private static readonly GridGeometry Ct = new(new Vector3d(0, 0, 0), new Vector3d(1, 1, 2), 8, 8, 4);

    [Fact]
    public void Patient_OnItsCtGrid_HasTheStoppingPowerOfTheCalibrationInEveryVoxel()
    {
        var model = Patient(n => -1000 + 40 * n % 3000, null);
        var geometry = TransportGeometry.FromPatient(model, null, new WorkContext(2));
        for (var n = 0; n < Ct.Count; n++)
        {
            var word = Word(geometry, n);
            var material = geometry.Materials[(int)(word & TransportGrid.MaterialMask)];
            Assert.Equal(StoichiometricCalibration.MaterialOf(model.Case.Ct.Hounsfield.Values[n]).Name, material.Name);

            // 15 bits of mantissa, rounded.
            Assert.Equal(model.RelativeStoppingPower.Values[n], TransportGrid.Density(word) * NozzleLine.StoppingRatio(material), 2e-5 * model.RelativeStoppingPower.Values[n]);
        }
    }

    [Fact]
    public void Patient_ScoredOnAGridBesideItsCt_IsStillInTheVoxelsOfTheCt_AndCellsHaveTheMassOfTheirParts()
    {
        var model = Patient(n => n % 8 == 0 ? -1100 : n * 37 % 900 - 100, null);
        var rsp = model.RelativeStoppingPower.Values;
        for (var n = 0; n < rsp.Length; n += 8) rsp[n] = 0; // outside of the patient: its voxels begin one row further along x
        var grid = new GridGeometry(new Vector3d(0.25, 0.5, 0), new Vector3d(3, 3, 3), 3, 3, 4);
        var geometry = TransportGeometry.FromPatient(model, grid, new WorkContext(2));
        Assert.Equal((7, 8, 4), (geometry.Voxels.Nx, geometry.Voxels.Ny, geometry.Voxels.Nz));
        Assert.Equal(new Vector3d(0.5, -0.5, -1), geometry.Corner);
        Assert.Equal(grid, geometry.Grid);

        var expected = new double[grid.Count];
        for (var n = 0; n < Ct.Count; n++)
        {
            if (rsp[n] == 0) continue;
            var (i, j, k) = Ct.Voxel(n);
            var density = rsp[n] / NozzleLine.StoppingRatio(StoichiometricCalibration.MaterialOf(model.Case.Ct.Hounsfield.Values[n]));
            for (var cell = 0; cell < grid.Count; cell++)
            {
                var (x, y, z) = grid.Voxel(cell);
                expected[cell] += 1e-3 * density * Overlap(i - 0.5, 1, -1.25 + 3 * x, 3) * Overlap(j - 0.5, 1, -1 + 3 * y, 3) * Overlap(2 * k - 1, 2, -1.5 + 3 * z, 3);
            }
        }

        // 15 bits of mantissa in each voxel's density.
        for (var cell = 0; cell < grid.Count; cell++) Assert.Equal(expected[cell], geometry.CellMasses[cell], 2e-5 * expected[cell]);
    }

    [Fact]
    public void PlacesOfCells_AreThoseOfTheGrid_AndTheSpareOneOutside()
    {
        var grid = new GridGeometry(new Vector3d(0.25, 0.5, 0), new Vector3d(3, 3, 3), 3, 3, 4);
        var cells = TransportGeometry.FromPatient(Patient(_ => 0, null), grid, new WorkContext(2)).Cells!;
        var corner = new Vector3d(-0.5, -0.5, -1); // of the CT
        for (var cell = 0; cell < grid.Count; cell++)
        {
            var at = grid.Center(cell) - corner;
            Assert.Equal(cells.Order.Of(cell), cells.At((float)at.X, (float)at.Y, (float)at.Z));
        }

        foreach (var (x, y, z) in new[] { (-0.8f, 1f, 1f), (8.3f, 1f, 1f), (1f, -0.6f, 1f), (1f, 8.6f, 1f), (1f, 1f, -0.6f), (1f, 1f, 11.6f) }) Assert.Equal(cells.Order.Count, cells.At(x, y, z));
    }

    [Fact]
    public void Patient_WithoutMatter_IsRefused()
    {
        var model = Patient(_ => 0, null);
        Array.Clear(model.RelativeStoppingPower.Values);
        Assert.Throws<InputException>(() => TransportGeometry.FromPatient(model, Ct.Resampled(3), new WorkContext(2)));
    }

    [Fact]
    public void Override_WithAMaterial_IsMadeOfIt()
    {
        var by = new byte[Ct.Count];
        by[5] = 1;
        by[6] = 2;
        var geometry = TransportGeometry.FromPatient(Patient(_ => 40, by), null, new WorkContext(2));
        Assert.Equal("titanium", geometry.Materials[(int)(Word(geometry, 5) & TransportGrid.MaterialMask)].Name);
        Assert.Equal("water", geometry.Materials[(int)(Word(geometry, 6) & TransportGrid.MaterialMask)].Name);
        Assert.StartsWith("tissue", geometry.Materials[(int)(Word(geometry, 7) & TransportGrid.MaterialMask)].Name, StringComparison.Ordinal);
    }

    private static uint Word(TransportGeometry geometry, int voxel) => geometry.Voxels.Voxels[geometry.Voxels.Order!.Of(voxel)];

    private static double Overlap(double from, double width, double low, double length) => Math.Max(0, Math.Min(from + width, low + length) - Math.Max(from, low));

    private static PatientModel Patient(Func<int, int> hounsfield, byte[]? overriddenBy)
    {
        var ct = new Grid<float>(Ct);
        var rsp = new Grid<float>(Ct);
        var calibration = StoichiometricCalibration.Create();
        for (var n = 0; n < Ct.Count; n++)
        {
            ct.Values[n] = hounsfield(n);
            rsp.Values[n] = (float)calibration.RelativeStoppingPower(ct.Values[n]);
        }

        return new PatientModel
        {
            Case = new PatientCase { Source = "test", Kind = CaseKind.Dicom, Ct = new CtImage(ct, PatientPosition.HFS), Structures = [], Identity = new StudyIdentity() },
            RelativeStoppingPower = rsp,
            External = new Grid<float>(Ct),
            CalibrationName = "stoichiometric",
            OverrideMaterials = overriddenBy is null ? [] : [MaterialLibrary.Find("titanium"), Material.Water],
            OverriddenBy = overriddenBy,
        };
    }
}
