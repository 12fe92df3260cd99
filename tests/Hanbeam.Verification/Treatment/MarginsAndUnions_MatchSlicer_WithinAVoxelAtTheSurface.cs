using Hanbeam.Dicom.Ct;
using Hanbeam.Numerics.Grids;
using Hanbeam.Tests;
using Hanbeam.Treatment.Structures;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Treatment;

public sealed class MarginsAndUnions_MatchSlicer_WithinAVoxelAtTheSurface
{
    private const double MarginMm = 5;

    // Slicer rounds a margin up to whole voxels: the boxes of its segments show six pixels of 0.977 mm in the plane, two slices of 2.5 mm along z.
    private const double SlicersMarginMm = 6 * 0.976562;

    // The CT's voxels around bladder, rectum and PTV; the whole CT would take a minute.
    private const int FirstI = 180, FirstJ = 170, CountI = 150, CountJ = 170, CountK = 65;

    [Fact]
    public void PelvisPhantom()
    {
        var claim = Claim.Of(
            this,
            "Bladder and rectum of the RANDO pelvis phantom grown and shrunk by 5 mm, and the bladder united with, cut by and shared with the PTV, are those of Slicer but for voxels at the surface.",
            "Segments made by SlicerRT on the CT grid, 0.98 x 0.98 x 2.5 mm, from voxels that are in or out [Pinter2012]");
        var patient = DicomCaseReader.Read(SharedData.Path("cases", "rando_pelvis"));
        var ct = patient.Ct.Hounsfield.Geometry;
        var grid = new GridGeometry(ct.Center(FirstI, FirstJ, 0), ct.Spacing, CountI, CountJ, CountK);
        VoxelMembership Of(string name) => StructureRasterizer.Rasterize(patient.Structures.Single(s => s.Name == name), grid);
        var (bladder, rectum, ptv) = (Of("Bladder"), Of("Rectum"), Of("PTV"));
        CompareMargin(claim, "Expanded_5_5_5_Bladder", bladder, 1);
        CompareMargin(claim, "Expanded_5_5_5_Rectum", rectum, 1);
        CompareMargin(claim, "Shrunk_5_5_5_Bladder", bladder, -1);
        CompareUnion(claim, "Bladder_Union_PTV", StructureAlgebra.Union("Bladder + PTV", bladder, ptv));
        CompareUnion(claim, "Bladder_Subtract_PTV", StructureAlgebra.Difference("Bladder - PTV", bladder, ptv));
        var both = StructureAlgebra.Intersection("Bladder & PTV", bladder, ptv);
        claim.Within("Bladder & PTV: volume", both.VolumeCc, Slicer("Bladder_Intersect_PTV", grid).VolumeCc, 0.0095, "cm³", "the two touch in some eight voxels, which Slicer has in or out as a whole: half of them");
        claim.Conclude();
    }

    private static void CompareMargin(Claim claim, string file, VoxelMembership structure, int sign)
    {
        var slicer = Slicer(file, structure.Geometry);
        var name = $"{structure.Name} {(sign > 0 ? "+" : "-")} 5 mm";
        var own = StructureAlgebra.Grow(name, structure, sign * MarginMm);
        var wider = StructureAlgebra.Grow(name, structure, sign * SlicersMarginMm);
        var (smaller, larger) = sign > 0 ? (own, wider) : (wider, own);
        claim.AtLeast($"{name}: volume of Slicer", slicer.VolumeCc, smaller.VolumeCc, "cm³", "Slicer's margin is 5 mm along z and 5.86 mm in the plane: between Hanbeam's volumes with these two margins");
        claim.AtMost($"{name}: volume of Slicer", slicer.VolumeCc, larger.VolumeCc, "cm³", "the same");
        claim.AtLeast($"{name}: Dice overlap", Dice(own, slicer), 0.96, "", "half of Slicer's 0.86 mm too much, over radii of 20 to 35 mm");
    }

    private static void CompareUnion(Claim claim, string file, VoxelMembership own)
    {
        var slicer = Slicer(file, own.Geometry);
        claim.Relative($"{own.Name}: volume", own.VolumeCc, slicer.VolumeCc, 0.003, "cm³", "pixels counted by their centres against areas: 0.3 % on a 1 mm grid");
        claim.AtLeast($"{own.Name}: Dice overlap", Dice(own, slicer), 0.985, "", "fractions against whole voxels at the surface: a quarter of a 1 mm pixel on either side over a radius of 30 mm");
    }

    private static double Dice(VoxelMembership own, VoxelMembership reference)
    {
        var dense = new float[own.Geometry.Count];
        for (var n = 0; n < reference.Voxels.Length; n++) dense[reference.Voxels[n]] = reference.Fractions[n];
        var common = own.Voxels.Zip(own.Fractions, (voxel, fraction) => (double)Math.Min(fraction, dense[voxel])).Sum();
        return 2 * common / (own.Fractions.Sum(f => (double)f) + reference.Fractions.Sum(f => (double)f));
    }

    // The files hold a box of the CT's voxels; its place in the CT is in the header.
    private static VoxelMembership Slicer(string file, GridGeometry grid)
    {
        var segment = new NrrdFile(SharedData.Path("cases", "rando_pelvis", "reference", $"EclipseProstate_{file}.seg.nrrd"));
        var (sizes, extent) = (segment.Numbers("sizes"), segment.Numbers("Segmentation_Extent"));
        var dense = new float[grid.Count];
        var n = 0;
        for (var k = (int)extent[4]; k < (int)(extent[4] + sizes[2]); k++)
            for (var j = (int)extent[2]; j < (int)(extent[2] + sizes[1]); j++)
                for (var i = (int)extent[0]; i < (int)(extent[0] + sizes[0]); i++, n++)
                    if (segment.Values[n] != 0 && k >= 0) dense[grid.Index(i - FirstI, j - FirstJ, k)] = 1;
        return StructureAlgebra.FromDense(file, grid, dense);
    }
}
