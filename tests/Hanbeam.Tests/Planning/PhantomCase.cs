using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Tests.Planning;

/// <summary>A patient of blocks on voxels of 4 mm: an outline of |x|, |y|, |z| ≤ 60 mm in an image of ±100 mm, and a target of ±20 mm in its middle.</summary>
internal sealed class PhantomCase
{
    private readonly Grid<float> hounsfield;
    private readonly Grid<float> outline;

    public PhantomCase()
    {
        Geometry = new GridGeometry(new Vector3d(-98, -98, -98), new Vector3d(4, 4, 4), 50, 50, 50);
        hounsfield = new Grid<float>(Geometry);
        outline = new Grid<float>(Geometry);
        Array.Fill(hounsfield.Values, -1000f);
        FillBox(outline, 1, -60, 60, -60, 60, -60, 60);
        Fill(0, -60, 60, -60, 60, -60, 60);
    }

    public GridGeometry Geometry { get; }

    /// <summary>Fills a box with a CT number, HU; bounds in mm.</summary>
    public void Fill(float hu, double x1, double x2, double y1, double y2, double z1, double z2) => FillBox(hounsfield, hu, x1, x2, y1, y2, z1, z2);

    /// <summary>Widens the outline by a box; bounds in mm.</summary>
    public void WidenOutline(double x1, double x2, double y1, double y2, double z1, double z2) => FillBox(outline, 1, x1, x2, y1, y2, z1, z2);

    public PatientModel Build()
    {
        var target = new Grid<float>(Geometry);
        FillBox(target, 1, -20, 20, -20, 20, -20, 20);
        var patient = new PatientCase
        {
            Source = "phantom",
            Kind = CaseKind.Masks,
            Ct = new CtImage(hounsfield, PatientPosition.HFS),
            Identity = new StudyIdentity(),
            Structures =
            [
                new Structure { Name = "Skin", Type = "EXTERNAL", Mask = outline },
                new Structure { Name = "PTV", Type = "PTV", Mask = target },
            ],
        };
        return PatientModelBuilder.Build(patient, new HounsfieldCalibration("straight", [-1000, 0, 3000], [0, 1, 2]), []);
    }

    public static PlanningStructures Structures(PatientModel patient, double gridMm = 4) =>
        PlanningStructures.Build(patient.Case, patient.Case.Ct.Hounsfield.Geometry.Resampled(gridMm), [], ["PTV"], new WorkContext(1));

    private static void FillBox(Grid<float> grid, float value, double x1, double x2, double y1, double y2, double z1, double z2)
    {
        for (var n = 0; n < grid.Values.Length; n++)
        {
            var (i, j, k) = grid.Geometry.Voxel(n);
            var c = grid.Geometry.Center(i, j, k);
            if (c.X > x1 && c.X < x2 && c.Y > y1 && c.Y < y2 && c.Z > z1 && c.Z < z2) grid.Values[n] = value;
        }
    }
}
