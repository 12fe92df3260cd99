using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Doses;

namespace Hanbeam.Tests.Treatment.Evaluation;

/// <summary>Dose volumes from functions of place.</summary>
internal static class Doses
{
    public static DoseVolume Of(GridGeometry geometry, Func<Vector3d, double> dose)
    {
        var values = new float[geometry.Count];
        for (var n = 0; n < values.Length; n++) values[n] = (float)dose(geometry.Center(n));
        return Physical(geometry, values);
    }

    public static DoseVolume Physical(GridGeometry geometry, params float[] values) =>
        new() { Values = new Grid<float>(geometry, values), Quantity = DoseQuantity.PhysicalDose };

    /// <summary>A cube of voxels around the origin, moved by an odd amount.</summary>
    public static GridGeometry Around(double halfMm, double spacingMm, double offsetMm = 0)
    {
        var count = 2 * (int)Math.Ceiling(halfMm / spacingMm) + 1;
        var lower = -(count / 2) * spacingMm + offsetMm;
        return new GridGeometry(new Vector3d(lower, lower, lower), new Vector3d(spacingMm, spacingMm, spacingMm), count, count, count);
    }
}
