using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hanbeam.Dose.Vectors;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Scores the steps of sixteen ions into the cells of <see cref="CellScorer"/>: no rings.</summary>
internal sealed class LaneScoring
{
    private readonly TransportPhysics physics;
    private readonly ScoringLayout layout;
    private readonly float[] cells;

    // One vector for each number of a cell.
    private readonly float[] numbers;

    public LaneScoring(TransportPhysics physics, ScoringLayout layout, float[] cells)
    {
        (this.physics, this.layout, this.cells) = (physics, layout, cells);
        numbers = new float[(layout.Stride + 4) * LaneState.Lanes];
    }

    /// <summary>Whether every voxel is a cell of its own.</summary>
    public bool IsOfVoxels => layout.Grid is null;

    /// <summary>The cells at a way along the lanes' directions: <see cref="ScoringCells.At"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Vector512<int> Cell(ref float slots, Vector512<float> along)
    {
        var grid = layout.Grid!;
        var i = Index(ref slots, LaneState.X, LaneState.Ux, along, grid.PerMmX, grid.FromX);
        var j = Index(ref slots, LaneState.Y, LaneState.Uy, along, grid.PerMmY, grid.FromY);
        var k = Index(ref slots, LaneState.Z, LaneState.Uz, along, grid.PerMmZ, grid.FromZ);
        var inside = Vector512.LessThan(i.AsUInt32(), Vector512.Create((uint)grid.Nx)) & Vector512.LessThan(j.AsUInt32(), Vector512.Create((uint)grid.Ny)) & Vector512.LessThan(k.AsUInt32(), Vector512.Create((uint)grid.Nz));
        return Vector512.ConditionalSelect(inside.AsInt32(), grid.Order.Of(i, j, k), Vector512.Create(grid.Order.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Index(ref float slots, int positionSlot, int directionSlot, Vector512<float> along, float perMm, float from)
    {
        var place = LaneMath.Fma(along, Vector512.LoadUnsafe(ref At(ref slots, directionSlot)), Vector512.LoadUnsafe(ref At(ref slots, positionSlot)));
        return Vector512.ConvertToInt32Native(Vector512.Floor(LaneMath.Fma(place, LaneMath.Of(perMm), LaneMath.Of(from))));
    }

    /// <summary>Adds a step of every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(
        ref float slots, Vector512<int> cell, Vector512<float> range, Vector512<float> rangeAfter, Vector512<float> stops, Vector512<float> lost, Vector512<float> toWater, Vector512<float> inverseRatio)
    {
        ref var offsets = ref Unsafe.As<float, int>(ref At(ref slots, LaneState.Offsets));
        if (layout.Quantities == 1)
        {
            var let = Difference(ref slots, 0, range, rangeAfter, stops, inverseRatio, out _);
            (cell * layout.Stride).AsSingle().StoreUnsafe(ref At(ref slots, LaneState.Offsets));
            LaneRows.Add(ref cells[0], ref offsets, 0, ref At(ref slots, LaneState.Scratch), lost, toWater, toWater, let);
        }
        else AddMany(ref slots, cell, range, rangeAfter, stops, lost, toWater, inverseRatio);

        if (layout.ByCharge < 0) return;
        ref var rows = ref Unsafe.As<float, int>(ref At(ref slots, LaneState.SpeciesRow));
        for (var lane = 0; lane < LaneState.Lanes; lane++)
            cells[Unsafe.Add(ref offsets, lane) + layout.ByCharge + physics.Species[Unsafe.Add(ref rows, lane) / RangeScale.Count].Z] += toWater.GetElement(lane);
    }

    private void AddMany(
        ref float slots, Vector512<int> cell, Vector512<float> range, Vector512<float> rangeAfter, Vector512<float> stops, Vector512<float> lost, Vector512<float> toWater, Vector512<float> inverseRatio)
    {
        lost.StoreUnsafe(ref numbers[ScoringLayout.Medium * LaneState.Lanes]);
        toWater.StoreUnsafe(ref numbers[ScoringLayout.Water * LaneState.Lanes]);
        toWater.StoreUnsafe(ref numbers[ScoringLayout.Followed * LaneState.Lanes]);
        for (var q = 0; q < layout.Quantities; q += 2)
        {
            Difference(ref slots, 2 * q, range, rangeAfter, stops, inverseRatio, out var second).StoreUnsafe(ref numbers[(ScoringLayout.Products + q) * LaneState.Lanes]);
            if (q + 1 < layout.Quantities) second.StoreUnsafe(ref numbers[(ScoringLayout.Products + q + 1) * LaneState.Lanes]);
        }

        (cell * layout.Stride).AsSingle().StoreUnsafe(ref At(ref slots, LaneState.Offsets));
        ref var offsets = ref Unsafe.As<float, int>(ref At(ref slots, LaneState.Offsets));
        for (var n = 0; n < ScoringLayout.Products + layout.Quantities; n += 4)
        {
            ref var four = ref numbers[n * LaneState.Lanes];
            LaneRows.Add(ref cells[0], ref offsets, n, ref At(ref slots, LaneState.Scratch),
                Vector512.LoadUnsafe(ref four), Vector512.LoadUnsafe(ref four, 16), Vector512.LoadUnsafe(ref four, 32), Vector512.LoadUnsafe(ref four, 48));
        }
    }

    // Two quantities' integrals from the range after to the range before, times the stopping ratio.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Difference(
        ref float slots, int column, Vector512<float> range, Vector512<float> rangeAfter, Vector512<float> stops, Vector512<float> inverseRatio, out Vector512<float> second)
    {
        var first = Integral(ref slots, column, range, out second);
        var after = Integral(ref slots, column, Vector512.MaxNative(rangeAfter, LaneMath.Of(RangeScale.LowestMm)), out var secondAfter);
        second = inverseRatio * (second - Vector512.AndNot(secondAfter, stops));
        return inverseRatio * (first - Vector512.AndNot(after, stops));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Integral(ref float slots, int column, Vector512<float> range, out Vector512<float> second)
    {
        var bits = range.AsInt32();
        var place = Vector512.ConvertToSingle(bits & Vector512.Create(RangeScale.PlaceMask)) * RangeScale.PlaceScale;
        var row = (bits >> RangeScale.Shift) - Vector512.Create(RangeScale.First) + Vector512.LoadUnsafe(ref At(ref slots, LaneState.SpeciesRow)).AsInt32();
        (row * physics.IntegralStride).AsSingle().StoreUnsafe(ref At(ref slots, LaneState.Offsets));
        LaneRows.Load(ref physics.Integrals[0], ref Unsafe.As<float, int>(ref At(ref slots, LaneState.Offsets)), column, out var value, out var slope, out var otherValue, out var otherSlope);
        second = LaneMath.Fma(place, otherSlope, otherValue);
        return LaneMath.Fma(place, slope, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float At(ref float slots, int slot) => ref Unsafe.Add(ref slots, slot * LaneState.Lanes);
}
