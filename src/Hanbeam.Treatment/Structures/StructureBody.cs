using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Structures;

/// <summary>
/// A structure as a body in space, on no grid of its own choosing: contours as prisms, each plane's polygons (even-odd) standing for the slab
/// half-way to its neighbours and half the structure's usual step beyond its ends, or a mask's voxels.
/// </summary>
/// <remarks>The rules are those of <see cref="StructureRasterizer"/>; docs/methods/structures.md states them. Volumes are exact for the polygons drawn.</remarks>
public sealed class StructureBody
{
    // Strips per half thickness of a body. What a line leaves out is of second order in its strip's width over the body's radius (docs/methods/dvh.md).
    private const double StripsPerHalfThickness = 8;

    // The finest strip: far below what a contour is drawn to.
    private const double FinestMm = 0.1;

    private StructureBody(string name, string frameOfReferenceUid, IReadOnlyList<BodySlab> slabs, IReadOnlyList<string> warnings)
    {
        (Name, FrameOfReferenceUid, Slabs, Warnings) = (name, frameOfReferenceUid, slabs, warnings);
        PitchMm = Math.Max(FinestMm, HalfThicknessMm(slabs) / StripsPerHalfThickness);
        VolumeCc = slabs.Sum(slab => slab.Lines(PitchMm, []).AreaMm2() * (slab.UpperMm - slab.LowerMm)) / 1000;
    }

    /// <summary>The structure's name.</summary>
    public string Name { get; }

    /// <summary>Frame of Reference UID of the structure, or empty where it has none.</summary>
    public string FrameOfReferenceUid { get; }

    /// <summary>Volume, cm³.</summary>
    public double VolumeCc { get; }

    /// <summary>What a reader of figures of this body should know, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The slabs, from below.</summary>
    internal IReadOnlyList<BodySlab> Slabs { get; }

    /// <summary>Largest width of the strips that the body is cut into, mm.</summary>
    internal double PitchMm { get; }

    /// <summary>The body of a structure.</summary>
    /// <param name="structure">Contours or mask.</param>
    /// <param name="singlePlaneThicknessMm">Thickness of a structure whose contours lie in one plane, mm, above 0; usually the CT's slice distance.</param>
    /// <exception cref="InputException">The structure is empty, or a coordinate is not a finite number.</exception>
    public static StructureBody Of(Structure structure, double singlePlaneThicknessMm)
    {
        if (!(singlePlaneThicknessMm > 0)) throw new ArgumentOutOfRangeException(nameof(singlePlaneThicknessMm), singlePlaneThicknessMm, "a thickness must be above 0");
        if (structure.Mask is { } mask)
            return Of(MaskResampler.Resample(structure.Name, mask, mask.Geometry), structure.FrameOfReferenceUid);
        foreach (var contour in structure.Contours) StructureRasterizer.Check(structure.Name, contour);
        var slabs = ContourSlab.Cut(structure.Contours.Where(contour => contour.X.Count > 2), singlePlaneThicknessMm);
        string[] warnings = slabs.Count == 1
            ? [FormattableString.Invariant($"structure '{structure.Name}' is drawn on one plane only and taken as {singlePlaneThicknessMm:0.###} mm thick")]
            : [];
        return Filled(new StructureBody(structure.Name, structure.FrameOfReferenceUid, [.. slabs.Select(slab => new PolygonSlab(slab))], warnings));
    }

    /// <summary>The body of a membership, its voxels evenly filled.</summary>
    /// <param name="membership">The voxels.</param>
    /// <param name="frameOfReferenceUid">Frame of Reference UID, or empty.</param>
    /// <exception cref="InputException">The membership touches no voxel.</exception>
    public static StructureBody Of(VoxelMembership membership, string frameOfReferenceUid = "")
    {
        List<BodySlab> slabs = [];
        var (voxels, plane) = (membership.Voxels, membership.Geometry.Nx * membership.Geometry.Ny);
        for (var first = 0; first < voxels.Length;)
        {
            var k = voxels[first] / plane;
            var end = Array.BinarySearch(voxels, first, voxels.Length - first, (k + 1) * plane);
            if (end < 0) end = ~end;
            slabs.Add(new VoxelSlab(membership.Geometry, k, voxels.AsMemory(first, end - first), membership.Fractions.AsMemory(first, end - first)));
            first = end;
        }

        return Filled(new StructureBody(membership.Name, frameOfReferenceUid, slabs, []));
    }

    // Three times volume over surface: the radius of a ball, and for other bodies a measure of how thick they are. Strips from corner to corner are
    // good enough for it.
    private static double HalfThicknessMm(IReadOnlyList<BodySlab> slabs)
    {
        var (volume, sides, largest) = (0.0, 0.0, 0.0);
        foreach (var slab in slabs)
        {
            var area = slab.Lines(double.PositiveInfinity, []).AreaMm2();
            var thickness = slab.UpperMm - slab.LowerMm;
            volume += area * thickness;
            sides += slab.PerimeterMm * thickness;
            largest = Math.Max(largest, area);
        }

        return volume > 0 ? 3 * volume / (sides + 2 * largest) : 0;
    }

    private static StructureBody Filled(StructureBody body) =>
        body.VolumeCc > 0 ? body : throw new InputException($"structure '{body.Name}' is empty: it has no contours or mask with a volume");
}
