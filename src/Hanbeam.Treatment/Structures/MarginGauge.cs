using Hanbeam.Numerics.Geometry;

namespace Hanbeam.Treatment.Structures;

/// <summary>
/// Measures ways by a margin: 1 on the surface made of eight eighths of ellipsoids whose half axes are the margin in the six directions, 2 at twice
/// the way.
/// </summary>
internal readonly struct MarginGauge(StructureMargin margin)
{
    // In a direction without margin nothing may be reached, which a margin far below any voxel comes close enough to.
    private const double NoMarginMm = 1e-3;

    private readonly Vector3d plus = new(Math.Max(margin.LeftMm, NoMarginMm), Math.Max(margin.PosteriorMm, NoMarginMm), Math.Max(margin.HeadMm, NoMarginMm));
    private readonly Vector3d minus = new(Math.Max(margin.RightMm, NoMarginMm), Math.Max(margin.AnteriorMm, NoMarginMm), Math.Max(margin.FeetMm, NoMarginMm));

    /// <summary>Half axes towards +x, +y, +z, mm.</summary>
    public Vector3d Plus => plus;

    /// <summary>Half axes towards −x, −y, −z, mm.</summary>
    public Vector3d Minus => minus;

    /// <summary>Whether there is a direction without margin.</summary>
    public bool HasNoMarginSomewhere => Math.Min(Math.Min(Math.Min(plus.X, plus.Y), Math.Min(plus.Z, minus.X)), Math.Min(minus.Y, minus.Z)) <= NoMarginMm;

    /// <summary>Whether a way goes in no direction without margin.</summary>
    public bool Leads(Vector3d way)
    {
        var m = HalfAxes(way);
        return (way.X == 0 || m.X > NoMarginMm) && (way.Y == 0 || m.Y > NoMarginMm) && (way.Z == 0 || m.Z > NoMarginMm);
    }

    /// <summary>The measure of a way, in margins.</summary>
    public double Of(Vector3d way)
    {
        var m = HalfAxes(way);
        return new Vector3d(way.X / m.X, way.Y / m.Y, way.Z / m.Z).Length;
    }

    /// <summary>The unit normal of the surface that the way ends on.</summary>
    public Vector3d Normal(Vector3d way)
    {
        var m = HalfAxes(way);
        var gradient = new Vector3d(way.X / (m.X * m.X), way.Y / (m.Y * m.Y), way.Z / (m.Z * m.Z));
        return 1 / gradient.Length * gradient;
    }

    /// <summary>How far a plane with a unit normal moves along it, mm.</summary>
    public double Reach(Vector3d normal)
    {
        var m = HalfAxes(normal);
        return new Vector3d(normal.X * m.X, normal.Y * m.Y, normal.Z * m.Z).Length;
    }

    private Vector3d HalfAxes(Vector3d way) => new(way.X >= 0 ? plus.X : minus.X, way.Y >= 0 ? plus.Y : minus.Y, way.Z >= 0 ? plus.Z : minus.Z);
}
