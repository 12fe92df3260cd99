using Hanbeam.Dose.RayTracing;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.Influence;

/// <summary>The points of all bricks as one beam sees them, lane by lane, and the box of each brick.</summary>
internal sealed class BrickPoints
{
    private const int Lanes = LaneBuffer.Lanes;

    /// <param name="bricks">The order.</param>
    /// <param name="points">The points in their own order.</param>
    /// <param name="rangeFactor">Factor on every depth.</param>
    /// <param name="machine">Gives the source-axis distances.</param>
    public BrickPoints(Bricks bricks, BeamPoints points, double rangeFactor, Machine machine) : this(bricks.PointOfLane, points, rangeFactor, machine)
    {
    }

    /// <param name="pointOfLane">The point in each lane, brick after brick.</param>
    /// <param name="points">The points.</param>
    /// <param name="rangeFactor">Factor on every depth.</param>
    /// <param name="machine">Gives the source-axis distances.</param>
    public BrickPoints(int[] pointOfLane, BeamPoints points, double rangeFactor, Machine machine)
    {
        var count = pointOfLane.Length;
        (X, Y, Zg, Depth) = (new LaneBuffer(count), new LaneBuffer(count), new LaneBuffer(count), new LaneBuffer(count));
        Boxes = new BrickBox[count / Lanes];
        if (points.NarrowerMm2 is not null) Narrower = new LaneBuffer(count);
        for (var lane = 0; lane < count; lane++)
        {
            var point = pointOfLane[lane];
            X.Span[lane] = points.XIsoMm[point];
            Y.Span[lane] = points.YIsoMm[point];
            Zg.Span[lane] = points.ZgMm[point];
            Depth.Span[lane] = (float)(points.DepthMm[point] * rangeFactor);
            if (Narrower is { } narrower) narrower.Span[lane] = points.NarrowerMm2![point];
        }

        (PerSourceX, PerSourceY) = ((float)(1 / machine.SourceAxisDistanceXMm), (float)(1 / machine.SourceAxisDistanceYMm));
        for (var brick = 0; brick < Boxes.Length; brick++) Boxes[brick] = Box(brick * Lanes);
    }

    public int BrickCount => Boxes.Length;

    /// <summary>Xg in the isocentre plane, mm.</summary>
    public LaneBuffer X { get; }

    /// <summary>Yg in the isocentre plane, mm.</summary>
    public LaneBuffer Y { get; }

    /// <summary>Height, mm.</summary>
    public LaneBuffer Zg { get; }

    /// <summary>Water-equivalent depth in the patient, mm.</summary>
    public LaneBuffer Depth { get; }

    /// <summary>What spots' variance is less by, mm²; null where spots are whole.</summary>
    public LaneBuffer? Narrower { get; }

    /// <summary>1/SAD, 1/mm.</summary>
    public float PerSourceX { get; }

    /// <summary>1/SAD, 1/mm.</summary>
    public float PerSourceY { get; }

    /// <summary>Extents of each brick.</summary>
    public BrickBox[] Boxes { get; }

    /// <summary>Memory, bytes.</summary>
    public long Bytes => 4L * Lanes * BrickCount * 4 + BrickCount * 28L;

    private BrickBox Box(int lane)
    {
        Span<float> Of(LaneBuffer buffer) => buffer.Span.Slice(lane, Lanes);
        return new BrickBox(Min(Of(X)), Max(Of(X)), Min(Of(Y)), Max(Of(Y)), Min(Of(Zg)), Max(Of(Zg)), Min(Of(Depth)));
    }

    private static float Min(Span<float> values) => System.Numerics.Tensors.TensorPrimitives.Min(values);

    private static float Max(Span<float> values) => System.Numerics.Tensors.TensorPrimitives.Max(values);
}
