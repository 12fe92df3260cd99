using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Imaging;

/// <summary>What voxel sizes a CT may have.</summary>
public static class CtSpacing
{
    // Wide limits that no clinical CT reaches: they catch wrong units, not unusual scans.
    private const double SmallestMm = 0.05;
    private const double LargestMm = 20;

    /// <summary>Refuses a CT with voxels that cannot be meant.</summary>
    /// <param name="source">The file or folder, for the message.</param>
    /// <param name="spacingMm">Voxel size along x, y, z, mm.</param>
    /// <exception cref="InputException">A size is outside 0.05 to 20 mm.</exception>
    public static void Check(string source, Vector3d spacingMm)
    {
        foreach (var size in (double[])[spacingMm.X, spacingMm.Y, spacingMm.Z])
            if (!(size is >= SmallestMm and <= LargestMm))
                throw new InputException(FormattableString.Invariant($"{source}: the CT's voxels are {spacingMm.X} × {spacingMm.Y} × {spacingMm.Z} mm; {SmallestMm} to {LargestMm} mm are allowed."));
    }
}
