using Hanbeam.Numerics.Geometry;

namespace Hanbeam.Treatment.Plans;

/// <summary>A point in the patient frame, DICOM LPS, mm: +x left, +y posterior, +z head.</summary>
/// <param name="X">x, mm.</param>
/// <param name="Y">y, mm.</param>
/// <param name="Z">z, mm.</param>
public readonly record struct PatientPoint(double X, double Y, double Z)
{
    /// <summary>The same numbers as a plain vector.</summary>
    public Vector3d Vector => new(X, Y, Z);

    /// <summary>A patient point from a plain vector that is known to be in the patient frame.</summary>
    public static PatientPoint From(Vector3d v) => new(v.X, v.Y, v.Z);
}
