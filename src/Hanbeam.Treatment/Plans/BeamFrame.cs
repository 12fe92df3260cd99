using Hanbeam.Numerics.Geometry;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Treatment.Plans;

/// <summary>
/// The one place where patient and beam coordinates meet:
/// patient = isocentre + P·C(couch)·G(gantry)·(Xg, −Zg, Yg), with G = [[cos g, −sin g, 0], [sin g, cos g, 0], [0, 0, 1]] and
/// C = [[cos c, 0, sin c], [0, 1, 0], [−sin c, 0, cos c]] [IEC61217; CLI contract "Frames"], and P how the patient lies on the table [DICOM, PS3.3 section C.7.3.1.1.2]:
/// 1 for HFS, diag(−1, −1, 1) for HFP (turned about the head-foot axis), diag(−1, 1, −1) for FFS (about the vertical), diag(1, −1, −1) for FFP.
/// Patient coordinates are those of the body (DICOM LPS) in every position. Of a patient lying HFS, at gantry 0 the beam travels along +y, at gantry 90 the source is at the left.
/// </summary>
public readonly struct BeamFrame
{
    private readonly Vector3d isocenter;
    private readonly Vector3d axisXg;
    private readonly Vector3d axisYg;
    private readonly Vector3d axisZg;

    /// <summary>Makes the frame of a beam.</summary>
    /// <param name="gantryDeg">Gantry angle, degrees.</param>
    /// <param name="couchDeg">Patient support angle, degrees.</param>
    /// <param name="isocenter">Isocentre in the patient frame, mm.</param>
    /// <param name="position">How the patient lies on the table.</param>
    public BeamFrame(double gantryDeg, double couchDeg, PatientPoint isocenter, PatientPosition position = PatientPosition.HFS)
    {
        this.isocenter = isocenter.Vector;
        var (sinG, cosG) = SinCosDegrees(gantryDeg);
        var (sinC, cosC) = SinCosDegrees(couchDeg);
        var (left, back, head) = Signs(position);
        Vector3d Turn(double a, double b, double c)
        {
            var (x, y, z) = (cosG * a - sinG * b, sinG * a + cosG * b, c);
            return new Vector3d(left * (cosC * x + sinC * z), back * y, head * (-sinC * x + cosC * z));
        }

        axisXg = Turn(1, 0, 0);
        axisYg = Turn(0, 0, 1);
        axisZg = Turn(0, -1, 0);
    }

    /// <summary>Unit vector of +Zg (towards the source) in the patient frame.</summary>
    public Vector3d TowardsSource => axisZg;

    /// <summary>Unit vector of +Xg in the patient frame.</summary>
    public Vector3d AlongXg => axisXg;

    /// <summary>Unit vector of +Yg in the patient frame.</summary>
    public Vector3d AlongYg => axisYg;

    /// <summary>Beam coordinates of a patient point.</summary>
    public BeamPoint ToBeam(PatientPoint point)
    {
        var d = point.Vector - isocenter;
        return new BeamPoint(d.Dot(axisXg), d.Dot(axisYg), d.Dot(axisZg));
    }

    /// <summary>Patient coordinates of a beam point.</summary>
    public PatientPoint ToPatient(BeamPoint point) =>
        PatientPoint.From(isocenter + point.Xg * axisXg + point.Yg * axisYg + point.Zg * axisZg);

    private static (int Left, int Back, int Head) Signs(PatientPosition position) => position switch
    {
        PatientPosition.HFS => (1, 1, 1),
        PatientPosition.HFP => (-1, -1, 1),
        PatientPosition.FFS => (-1, 1, -1),
        PatientPosition.FFP => (1, -1, -1),
        _ => throw new ArgumentOutOfRangeException(nameof(position), position, null),
    };

    // Multiples of 90 degrees are exact, so that turning patient and beam together changes no bit.
    private static (double Sin, double Cos) SinCosDegrees(double degrees)
    {
        var turned = ((degrees % 360) + 360) % 360;
        return turned switch
        {
            0 => (0, 1),
            90 => (1, 0),
            180 => (0, -1),
            270 => (-1, 0),
            _ => Math.SinCos(turned * Math.PI / 180),
        };
    }
}
