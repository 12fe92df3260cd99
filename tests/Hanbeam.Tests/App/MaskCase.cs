using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Tests.App;

/// <summary>A small case as a mask folder: water in voxels of 10 mm, 200 × 400 × 200 mm, with a cube of 40 mm as target.</summary>
internal static class MaskCase
{
    private static readonly GridGeometry Geometry = new(new Vector3d(-95, 5, -95), new Vector3d(10, 10, 10), 20, 40, 20);

    /// <summary>Writes ct.mha, structures/BODY.mha and structures/TARGET.mha.</summary>
    /// <param name="folder">The folder to make.</param>
    /// <param name="targetFromMm">Depth of the target's upper face below y = 0, mm.</param>
    /// <param name="bodyMm">Where BODY ends, y in mm.</param>
    public static void Write(string folder, double targetFromMm, double bodyMm = 200)
    {
        Directory.CreateDirectory(Path.Combine(folder, "structures"));
        Fill("ct.mha", _ => 0);
        Fill("structures/BODY.mha", point => point.Y < bodyMm ? 1 : 0);
        Fill("structures/TARGET.mha", point => Math.Abs(point.X) < 20 && Math.Abs(point.Z) < 20 && point.Y > targetFromMm && point.Y < targetFromMm + 40 ? 1 : 0);

        void Fill(string name, Func<Vector3d, float> value)
        {
            var grid = new Grid<float>(Geometry);
            for (var n = 0; n < Geometry.Count; n++)
            {
                var (i, j, k) = Geometry.Voxel(n);
                grid.Values[n] = value(Geometry.Center(i, j, k));
            }

            MetaImage.Write(Path.Combine(folder, name), grid);
        }
    }
}
