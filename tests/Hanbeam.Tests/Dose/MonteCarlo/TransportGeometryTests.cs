using Hanbeam.Dose.Media;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
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
        var geometry = TransportGeometry.FromPatient(model);
        for (var n = 0; n < Ct.Count; n++)
        {
            var word = geometry.Voxels.Voxels[n];
            var material = geometry.Materials[(int)(word & TransportGrid.MaterialMask)];
            Assert.Equal(StoichiometricCalibration.MaterialOf(model.Case.Ct.Hounsfield.Values[n]).Name, material.Name);

            // 15 bits of mantissa, rounded.
            Assert.Equal(model.RelativeStoppingPower.Values[n], TransportGrid.Density(word) * NozzleLine.StoppingRatio(material), 2e-5 * model.RelativeStoppingPower.Values[n]);
        }
    }

    [Fact]
    public void Patient_OnACoarserGridBesideIt_KeepsTheIntegralOfStoppingPower()
    {
        var model = Patient(n => n * 37 % 900 - 100, null);
        var grid = new GridGeometry(new Vector3d(0.25, 0.5, 0), new Vector3d(3, 3, 3), 3, 3, 4);
        var geometry = TransportGeometry.FromPatient(model, grid);
        var sum = geometry.Voxels.Voxels.Sum(word => word == 0 ? 0 : TransportGrid.Density(word) * NozzleLine.StoppingRatio(geometry.Materials[(int)(word & TransportGrid.MaterialMask)]) * grid.VoxelVolumeMm3);

        // The grid begins 0.75 and 0.5 mm inside the CT along x and y, so those shares of the first rows are outside.
        var expected = 0.0;
        for (var n = 0; n < Ct.Count; n++)
        {
            var (i, j, k) = Ct.Voxel(n);
            expected += model.RelativeStoppingPower.Values[n] * Overlap(i - 0.5, 1, -1.25, 9) * Overlap(j - 0.5, 1, -1, 9) * Overlap(2 * k - 1, 2, -1.5, 12);
        }

        Assert.Equal(expected, sum, 1e-4 * expected);
    }

    [Fact]
    public void Override_WithAMaterial_IsMadeOfIt()
    {
        var by = new byte[Ct.Count];
        by[5] = 1;
        by[6] = 2;
        var geometry = TransportGeometry.FromPatient(Patient(_ => 40, by));
        Assert.Equal("titanium", geometry.Materials[(int)(geometry.Voxels.Voxels[5] & TransportGrid.MaterialMask)].Name);
        Assert.Equal("water", geometry.Materials[(int)(geometry.Voxels.Voxels[6] & TransportGrid.MaterialMask)].Name);
        Assert.StartsWith("tissue", geometry.Materials[(int)(geometry.Voxels.Voxels[7] & TransportGrid.MaterialMask)].Name, StringComparison.Ordinal);
    }

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
