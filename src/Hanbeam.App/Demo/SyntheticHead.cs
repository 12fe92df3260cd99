using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Demo;

/// <summary>
/// A head made by code: nobody's, so it can ship. Size and places of the organs are those of an adult to about a centimetre (assumed, made up for
/// this phantom); CT numbers are the usual round values of the tissues. The target lies at the skull base in front of the brainstem, where carbon
/// ions are used for chordoma and chondrosarcoma.
/// </summary>
internal static class SyntheticHead
{
    // Patient frame, mm: +x left, +y back, +z up; the origin is in the middle of the head.
    private static readonly GridGeometry Grid = new(new Vector3d(-127, -127, -98.75), new Vector3d(2, 2, 2.5), 128, 128, 80);

    private const double Bottom = -101; // below the lowest slice

    private static readonly Ellipsoid Cranium = new(0, 5, 25, 76, 95, 68);
    private static readonly Ellipsoid Face = new(0, -22, -30, 64, 72, 62);
    private static readonly Ellipsoid Neck = Ellipsoid.Column(0, 25, 60, 52, Bottom, -10);
    private static readonly MergedSolid Body = new(0, 5, Cranium, Face, Neck);

    private static readonly Ellipsoid Brainstem = new(0, 22, -10, 14, 13, 26);
    private static readonly Ellipsoid Cord = Ellipsoid.Column(0, 30, 6.5, 5.5, Bottom, -34);
    private static readonly Ellipsoid EyeLeft = new(30, -56, 0, 12, 12, 12);
    private static readonly Ellipsoid ParotidLeft = new(43, 8, -45, 10, 16, 22);

    private const double TargetX = 0;
    private const double TargetY = -8;
    private static readonly Ellipsoid TargetWhole = new(TargetX, TargetY, -20, 27, 24, 30);

    // Target and tumour keep 6 mm and 11 mm away from brainstem and cord, so that a steep edge of the dose can spare them.
    private static readonly SparingSolid Target = new(TargetWhole, TargetX, TargetY, Brainstem.Grown(6), Cord.Grown(6));
    private static readonly SparingSolid Tumour = new(TargetWhole.Grown(-5), TargetX, TargetY, Brainstem.Grown(11), Cord.Grown(11));

    private static readonly Ellipsoid OrbitLeft = new(30, -47, 0, 17, 22, 15);
    private static readonly Ellipsoid PetrousLeft = new(38, 15, -18, 20, 12, 10);
    private static readonly Ellipsoid MastoidLeft = new(52, 25, -22, 6, 8, 9);
    private static readonly Ellipsoid MaxillaryLeft = new(26, -56, -28, 13, 14, 16);

    // Later tissues lie over earlier ones.
    private static readonly (Solid Solid, float Hounsfield)[] Tissues =
    [
        (Body, -90), // skin and fat, as seen where nothing deeper covers it
        (new MergedSolid(0, 5, Cranium.Grown(-4), Face.Grown(-5), Ellipsoid.Column(0, 25, 55, 47, Bottom, -10)), 45), // muscle
        (new Ellipsoid(0, -36, -62, 43, 42, 20), 1100), // lower jaw: bone, less the floor of the mouth and the muscles behind
        (new Ellipsoid(0, -36, -62, 33, 32, 20), 45),
        (Ellipsoid.Column(0, 14, 46, 32, -82, -42), 45),
        (Cranium.Grown(-7), 900), // skull
        (Cranium.Grown(-13), 35), // brain
        (new Ellipsoid(0, 2, 36, 11, 26, 9), 10), // ventricles
        (PetrousLeft, 800),
        (PetrousLeft.Mirrored(), 800),
        (MastoidLeft, -600), // air cells
        (MastoidLeft.Mirrored(), -600),
        (new Ellipsoid(0, 0, -20, 12, 9, 18), 600), // clivus
        (OrbitLeft, -80),
        (OrbitLeft.Mirrored(), -80),
        (EyeLeft, 15),
        (EyeLeft.Mirrored(), 15),
        (new Ellipsoid(0, -58, -22, 11, 24, 22), -500), // nose: air and thin walls
        (new Ellipsoid(0, -30, -8, 13, 11, 9), -980), // sphenoid sinus
        (new Ellipsoid(0, -78, 24, 16, 4, 8), -980), // frontal sinus
        (MaxillaryLeft, -980),
        (MaxillaryLeft.Mirrored(), -980),
        (new Ellipsoid(0, -12, -68, 9, 8, 36), -980), // throat
        (ParotidLeft, -20),
        (ParotidLeft.Mirrored(), -20),
        (Ellipsoid.Column(0, 28, 25, 20, Bottom, -40), 350), // spine
        (Ellipsoid.Column(0, 30, 10, 9, Bottom, -34), 10), // spinal canal
        (Cord, 38),
        (Brainstem, 38),
        (Tumour, 50),
    ];

    /// <summary>Makes the case.</summary>
    internal static PatientCase Create() => new()
    {
        Source = "synthetic-head",
        Kind = CaseKind.Dicom,
        Ct = new CtImage(Phantom.Paint(Grid, Tissues), PatientPosition.HFS),
        Structures = Structures(),
        Identity = new StudyIdentity { PatientName = "HANBEAM^HEAD", PatientId = "HANBEAM-HEAD", PatientSex = "O", StudyId = "HEAD" },
    };

    private static IReadOnlyList<Structure> Structures()
    {
        (string Name, string Type, (byte, byte, byte) Color, Solid Solid)[] drawn =
        [
            ("BODY", "EXTERNAL", (255, 220, 180), Body),
            ("PTV", "PTV", (255, 0, 0), Target),
            ("GTV", "GTV", (160, 0, 0), Tumour),
            ("Brainstem", "ORGAN", (0, 160, 80), Brainstem),
            ("SpinalCord", "ORGAN", (255, 220, 0), Cord),
            ("Eye_L", "ORGAN", (0, 160, 255), EyeLeft),
            ("Eye_R", "ORGAN", (0, 90, 200), EyeLeft.Mirrored()),
            ("Parotid_L", "ORGAN", (180, 80, 200), ParotidLeft),
            ("Parotid_R", "ORGAN", (120, 40, 160), ParotidLeft.Mirrored()),
        ];
        var heights = Enumerable.Range(0, Grid.Nz).Select(k => Grid.Center(0, 0, k).Z).ToList();
        return [.. drawn.Index().Select(entry => new Structure
        {
            Name = entry.Item.Name,
            Type = entry.Item.Type,
            Color = entry.Item.Color,
            Number = entry.Index + 1,
            Contours = entry.Item.Solid.Contours(heights),
        })];
    }
}
