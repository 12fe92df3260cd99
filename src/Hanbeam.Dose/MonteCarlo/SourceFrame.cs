using Hanbeam.Numerics.Geometry;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>A beam's axes in the frame of the geometry, and where its ions start.</summary>
/// <param name="Isocenter">Isocentre, mm.</param>
/// <param name="AlongXg">Unit vector.</param>
/// <param name="AlongYg">Unit vector.</param>
/// <param name="TowardsSource">Unit vector, +Zg.</param>
/// <param name="StartZgMm">Height over the isocentre at which ions start, mm.</param>
/// <param name="InverseSadX">1 over the distance of the virtual source of the x deflection, 1/mm.</param>
/// <param name="InverseSadY">1 over that of y, 1/mm.</param>
internal sealed record SourceFrame(Vector3d Isocenter, Vector3d AlongXg, Vector3d AlongYg, Vector3d TowardsSource, double StartZgMm, double InverseSadX, double InverseSadY)
{
    /// <summary>The beam of a slab: along +z, x and y as they are.</summary>
    public static SourceFrame AlongZ(double startZgMm) => new(default, new(1, 0, 0), new(0, 1, 0), new(0, 0, -1), startZgMm, 0, 0);
}
