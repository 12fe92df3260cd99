using Hanbeam.Numerics.Geometry;

namespace Hanbeam.App.Reports.Pictures;

/// <summary>A raster in an axial, coronal or sagittal plane of the patient frame: pixels from left to right and from top to bottom.</summary>
/// <param name="Orientation">Which plane.</param>
/// <param name="PositionMm">z (axial), y (coronal) or x (sagittal) of the plane, mm.</param>
/// <param name="FirstUMm">Coordinate of the leftmost pixels' centre, mm: x, or y in a sagittal plane.</param>
/// <param name="FirstVMm">Coordinate of the topmost pixels' centre, mm: y (axial, growing downwards) or z (falling downwards).</param>
/// <param name="StepMm">Pixel size, mm.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
internal sealed record PlaneGeometry(PlaneOrientation Orientation, double PositionMm, double FirstUMm, double FirstVMm, double StepMm, int Width, int Height)
{
    /// <summary>Letters at the left, right, top and bottom edge.</summary>
    public (string Left, string Right, string Top, string Bottom) Letters => Orientation switch
    {
        PlaneOrientation.Axial => ("R", "L", "A", "P"),
        PlaneOrientation.Coronal => ("R", "L", "H", "F"),
        _ => ("A", "P", "H", "F"),
    };

    /// <summary>The plane through a point that covers a box.</summary>
    /// <param name="orientation">Which plane.</param>
    /// <param name="through">A point of the plane, mm.</param>
    /// <param name="lower">Lower corner of the box, mm.</param>
    /// <param name="upper">Upper corner of the box, mm.</param>
    /// <param name="stepMm">Pixel size, mm.</param>
    public static PlaneGeometry Covering(PlaneOrientation orientation, Vector3d through, Vector3d lower, Vector3d upper, double stepMm)
    {
        var half = 0.5 * stepMm;
        int Pixels(double extentMm) => Math.Max(1, (int)Math.Round(extentMm / stepMm));
        var (nx, ny, nz) = (Pixels(upper.X - lower.X), Pixels(upper.Y - lower.Y), Pixels(upper.Z - lower.Z));
        return orientation switch
        {
            PlaneOrientation.Axial => new PlaneGeometry(orientation, through.Z, lower.X + half, lower.Y + half, stepMm, nx, ny),
            PlaneOrientation.Coronal => new PlaneGeometry(orientation, through.Y, lower.X + half, upper.Z - half, stepMm, nx, nz),
            _ => new PlaneGeometry(orientation, through.X, lower.Y + half, upper.Z - half, stepMm, ny, nz),
        };
    }

    /// <summary>Patient point of a pixel's centre, mm.</summary>
    public Vector3d Point(int column, int row)
    {
        var u = FirstUMm + column * StepMm;
        return Orientation switch
        {
            PlaneOrientation.Axial => new Vector3d(u, FirstVMm + row * StepMm, PositionMm),
            PlaneOrientation.Coronal => new Vector3d(u, PositionMm, FirstVMm - row * StepMm),
            _ => new Vector3d(PositionMm, u, FirstVMm - row * StepMm),
        };
    }

    /// <summary>Where a point of the patient lies on the plane, in pixels: whole numbers are centres.</summary>
    public (double Column, double Row) Pixel(Vector3d point) => Orientation switch
    {
        PlaneOrientation.Axial => ((point.X - FirstUMm) / StepMm, (point.Y - FirstVMm) / StepMm),
        PlaneOrientation.Coronal => ((point.X - FirstUMm) / StepMm, (FirstVMm - point.Z) / StepMm),
        _ => ((point.Y - FirstUMm) / StepMm, (FirstVMm - point.Z) / StepMm),
    };
}
