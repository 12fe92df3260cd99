using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Structures;

/// <summary>
/// Turns a structure into the fraction of every voxel's volume inside it, by area and slab, never by voxel centres.
/// </summary>
/// <remarks>
/// Contours of one plane combine by exclusive or (even-odd), so a hole may be a contour of its own or a keyhole; a pixel's covered
/// area is exact for the polygons drawn. Along z each plane owns the slab half-way to its neighbours and half the structure's usual
/// contour step beyond its ends; a step of more than 1.5 usual ones is a gap. A structure on a single plane is one grid slice thick.
/// Masks are resampled by the volume that voxels share. See docs/methods/structures.md.
/// </remarks>
public static class StructureRasterizer
{
    /// <summary>The structure's membership on a grid.</summary>
    /// <param name="structure">Contours or mask; an empty one touches no voxel.</param>
    /// <param name="geometry">The grid; any spacing and offset. Parts outside it are cut off.</param>
    /// <param name="singlePlaneThicknessMm">Thickness of a structure whose contours lie in one plane, mm; one slice of the grid where left out.</param>
    /// <returns>Touched voxels, ascending, with the fraction of each inside, 1e-6 to 1.</returns>
    /// <exception cref="InputException">A contour point is not a finite number.</exception>
    public static VoxelMembership Rasterize(Structure structure, GridGeometry geometry, double? singlePlaneThicknessMm = null)
    {
        if (structure.Mask is { } mask) return MaskResampler.Resample(structure.Name, mask, geometry);
        foreach (var contour in structure.Contours) Check(structure.Name, contour);
        var builder = new MembershipBuilder(structure.Name, geometry);
        var slabs = ContourSlab.Cut(structure.Contours, singlePlaneThicknessMm ?? geometry.Spacing.Z);
        var plane = new PlaneCoverage(geometry);
        var slice = new SliceSum(geometry);
        var thicknessMm = geometry.Spacing.Z;
        var (next, covered) = (0, -1);
        for (var k = 0; k < geometry.Nz; k++)
        {
            var lowerMm = geometry.LowerCorner.Z + k * thicknessMm;
            while (next < slabs.Count && Share(slabs[next], lowerMm, thicknessMm) == 0 && slabs[next].UpperMm < lowerMm + thicknessMm)
                next++;
            for (var n = next; n < slabs.Count && slabs[n].LowerMm < lowerMm + thicknessMm; n++)
            {
                var share = Share(slabs[n], lowerMm, thicknessMm);
                if (share == 0) continue;
                if (covered != n) plane.Cover(slabs[n].Contours);
                covered = n;
                slice.Add(plane, (float)share);
            }

            slice.MoveTo(builder, k);
        }

        return builder.Build();
    }

    private static double Share(ContourSlab slab, double lowerMm, double thicknessMm) =>
        AxisOverlap.Fraction(slab.LowerMm, slab.UpperMm, lowerMm, thicknessMm);

    internal static void Check(string name, Contour contour)
    {
        if (!double.IsFinite(contour.Z) || !contour.X.All(double.IsFinite) || !contour.Y.All(double.IsFinite))
            throw new InputException($"structure '{name}': a contour near z = {contour.Z} mm has a coordinate that is not a finite number");
    }
}
