using Hanbeam.Numerics.Geometry;

namespace Hanbeam.Treatment.Plans;

/// <summary>
/// The one place where patient and beam coordinates meet, for a patient lying head first supine:
/// patient = isocentre + C(couch)·G(gantry)·(Xg, −Zg, Yg), with G = [[cos g, −sin g, 0], [sin g, cos g, 0], [0, 0, 1]] and
/// C = [[cos c, 0, sin c], [0, 1, 0], [−sin c, 0, cos c]] [IEC61217; CLI contract "Frames"]. At gantry 0 the beam travels along +y,
/// at gantry 90 the source is at the patient's left.
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
    public BeamFrame(double gantryDeg, double couchDeg, PatientPoint isocenter)
    {
        this.isocenter = isocenter.Vector;
        var (sinG, cosG) = SinCosDegrees(gantryDeg);
        var (sinC, cosC) = SinCosDegrees(couchDeg);
        Vector3d Turn(double a, double b, double c)
        {
            var (x, y, z) = (cosG * a - sinG * b, sinG * a + cosG * b, c);
            return new Vector3d(cosC * x + sinC * z, y, -sinC * x + cosC * z);
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
