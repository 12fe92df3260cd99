using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Hanbeam.Dose.Vectors;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>One step of sixteen ions: <see cref="ScalarTransport{TScorer}"/>'s arithmetic, operation by operation.</summary>
internal sealed class LaneStep
{
    private readonly LaneState state;
    private readonly TransportPhysics physics;
    private readonly TransportGrid grid;
    private readonly BlockOrder order;
    private readonly LaneScoring scoring;
    private readonly float[] cells;
    private readonly int stride;
    private readonly ulong seed;
    private readonly float cutMm;
    private readonly float[] materials = new float[3 * TransportGrid.MostMaterials];
    private readonly float spacingX;
    private readonly float spacingY;
    private readonly float spacingZ;

    public LaneStep(LaneState state, TransportPhysics physics, TransportGrid grid, TransportSettings settings, ScoringLayout layout, float[] cells)
    {
        var scoring = new LaneScoring(physics, layout, cells);
        (this.cells, stride) = (cells, layout.Stride);
        order = grid.Order ?? throw new ArgumentException("lanes need voxels in blocks", nameof(grid));
        (this.state, this.physics, this.grid, this.scoring, seed, cutMm) = (state, physics, grid, scoring, settings.Seed, settings.CutMm);
        (spacingX, spacingY, spacingZ) = (grid.PlanesX[1], grid.PlanesY[1], grid.PlanesZ[1]);
        var count = Math.Min(physics.Materials.Length, TransportGrid.MostMaterials);
        physics.Electrons.AsSpan(0, count).CopyTo(materials);
        physics.StoppingSlope.AsSpan(0, count).CopyTo(materials.AsSpan(TransportGrid.MostMaterials));
        physics.ScatteringRatio.AsSpan(0, count).CopyTo(materials.AsSpan(2 * TransportGrid.MostMaterials));
    }

    /// <summary>Energy deposited by all steps so far, MeV, by lane.</summary>
    public Vector512<double> DepositedLow { get; private set; }

    /// <summary>See <see cref="DepositedLow"/>.</summary>
    public Vector512<double> DepositedHigh { get; private set; }

    /// <summary>Forgets what was deposited.</summary>
    public void Clear() => (DepositedLow, DepositedHigh) = (Vector512<double>.Zero, Vector512<double>.Zero);

    /// <summary>Takes the step.</summary>
    /// <param name="stopped">Bits of the lanes whose ion has stopped.</param>
    /// <param name="escaped">Bits of those that left the geometry.</param>
    /// <param name="reacting">Bits of those that make an attempt at a reaction.</param>
    /// <param name="turning">Bits of those with a hard scattering.</param>
    [SkipLocalsInit]
    public void Take(out uint stopped, out uint escaped, out uint reacting, out uint turning)
    {
        ref var slots = ref state.Slot0;
        var voxel = Ints(ref slots, LaneState.Next);
        voxel.AsSingle().StoreUnsafe(ref At(ref slots, LaneState.Voxel));
        var word = Words(ref slots);
        var material = (word & Vector512.Create(TransportGrid.MaterialMask)).AsInt32();
        material.AsSingle().StoreUnsafe(ref At(ref slots, LaneState.Material));
        var density = (word & Vector512.Create(~TransportGrid.MaterialMask)).AsSingle();
        var electrons = OfMaterial(0, material);
        var range = Floats(ref slots, LaneState.Range);
        var ratio = LaneMath.Fma(OfMaterial(1, material), Floats(ref slots, LaneState.InverseNumber), electrons);
        var inverseRatio = Vector512<float>.One / ratio;
        inverseRatio.StoreUnsafe(ref At(ref slots, LaneState.InverseRatio));
        var waterPerMm = density * ratio;
        var cut = Vector512.MaxNative(LaneMath.Of(cutMm) * waterPerMm, LaneMath.Of(RangeScale.LowestMm));

        var toX = Border(ref slots, LaneState.I, LaneState.X, LaneState.Ux, spacingX);
        var toY = Border(ref slots, LaneState.J, LaneState.Y, LaneState.Uy, spacingY);
        var toZ = Border(ref slots, LaneState.K, LaneState.Z, LaneState.Uz, spacingZ);
        var toBorder = Vector512.MinNative(toX, Vector512.MinNative(toY, toZ));
        var attempts = Floats(ref slots, LaneState.Attempts);
        attempts.StoreUnsafe(ref At(ref slots, LaneState.AttemptsBefore));
        var attemptsPerMm = density * attempts;
        var hard = density * LaneMath.Of((float)TransportModels.HardPerMm);
        var toReaction = Floats(ref slots, LaneState.ToReaction) / attemptsPerMm;
        var toHard = Floats(ref slots, LaneState.ToHard) / hard;
        var toShare = LaneMath.Fma(LaneMath.Of(TransportSettings.RangeShare), range, cut) / waterPerMm;
        var length = Vector512.MinNative(Vector512.MinNative(toBorder, toShare), Vector512.MinNative(toReaction, toHard));

        LanePhilox.Words(Ints(ref slots, LaneState.Block).AsUInt32(), Ints(ref slots, LaneState.StreamLow).AsUInt32(), Ints(ref slots, LaneState.StreamHigh).AsUInt32(), seed, out var w0, out var w1, out var w2, out var w3);
        (Ints(ref slots, LaneState.Block) + Vector512<int>.One).AsSingle().StoreUnsafe(ref At(ref slots, LaneState.Block));

        var (sin, cos) = LaneMath.SinCosTurns(Vector512.ConvertToSingle((w2 >> 16).AsInt32()) * (1f / 65536));
        var (_, other) = LaneMath.SinCosTurns(Vector512.ConvertToSingle((w2 & Vector512.Create(0xFFFFu)).AsInt32()) * (1f / 65536));
        var radius = Vector512.Sqrt(LaneMath.Of(-2f) * LaneMath.Log(Unit(w0)));
        var normal3 = Vector512.Sqrt(LaneMath.Of(-2f) * LaneMath.Log(Unit(w1))) * other;
        var loss = Loss(ref slots, length * waterPerMm, LaneMath.Fma(length * density, electrons, LaneMath.Of(TransportSettings.VacuumPathMm)), range, normal3, Unit(w3));
        var rangeAfter = range - loss;
        var stops = Vector512.LessThanOrEqual(rangeAfter, cut);
        var scatteringBefore = Floats(ref slots, LaneState.Scattering);
        var energy = LookUp(ref slots, Vector512.MaxNative(rangeAfter, LaneMath.Of(RangeScale.LowestMm)), out var scatteringAfter);
        var before = Floats(ref slots, LaneState.E);
        var lost = Floats(ref slots, LaneState.MassNumber) * Vector512.ConditionalSelect(stops, before, before - energy);
        DepositedLow += Vector512.WidenLower(lost);
        DepositedHigh += Vector512.WidenUpper(lost);
        var hinge = Vector512.ConvertToSingle((((w0 & Vector512.Create(0xFFu)) << 8) | (w1 & Vector512.Create(0xFFu))).AsInt32()) * (1f / 65536);
        scoring.Add(ref slots, scoring.IsOfVoxels ? voxel : scoring.Cell(ref slots, length * hinge), range, rangeAfter, stops, lost, lost * inverseRatio, inverseRatio);

        var angle = Vector512.Sqrt(LaneMath.Of(0.5f) * (scatteringBefore + scatteringAfter) * (length * density * OfMaterial(2, material)));
        Move(ref slots, length, angle * (radius * sin), angle * (radius * cos), hinge);
        rangeAfter.StoreUnsafe(ref At(ref slots, LaneState.Range));
        energy.StoreUnsafe(ref At(ref slots, LaneState.E));
        var least = LaneMath.Of(TransportSettings.LeastPath);
        Vector512.MaxNative(LaneMath.Fma(-length, attemptsPerMm, Floats(ref slots, LaneState.ToReaction)), least).StoreUnsafe(ref At(ref slots, LaneState.ToReaction));
        Vector512.MaxNative(LaneMath.Fma(-length, hard, Floats(ref slots, LaneState.ToHard)), least).StoreUnsafe(ref At(ref slots, LaneState.ToHard));

        var reacts = Vector512.Equals(length, toReaction);
        var turns = Vector512.AndNot(Vector512.Equals(length, toHard), reacts);
        Cross(ref slots, Vector512.AndNot(Vector512.AndNot(Vector512.Equals(length, toBorder), reacts), turns), toX, toY, toBorder);
        stopped = (uint)stops.ExtractMostSignificantBits();
        reacting = (uint)reacts.ExtractMostSignificantBits() & ~stopped;
        turning = (uint)turns.ExtractMostSignificantBits() & ~stopped;
        escaped = Outside(ref slots) & ~stopped;
        var next = order.Of(Ints(ref slots, LaneState.I), Ints(ref slots, LaneState.J), Ints(ref slots, LaneState.K));
        next.AsSingle().StoreUnsafe(ref At(ref slots, LaneState.Next));
        if (!scoring.IsOfVoxels) scoring.Cell(ref slots, Vector512<float>.Zero).AsSingle().StoreUnsafe(ref At(ref slots, LaneState.Scratch));
        PrefetchAll(ref Unsafe.As<float, int>(ref At(ref slots, LaneState.Next)), ref Unsafe.As<float, int>(ref At(ref slots, scoring.IsOfVoxels ? LaneState.Next : LaneState.Scratch)));
    }

    /// <summary>Puts an ion into a lane.</summary>
    public void Enter(int lane, in Particle ion)
    {
        state.Set(lane, ion, physics);
        state.Whole(LaneState.Next, lane) = grid.Place(ion.I, ion.J, ion.K);
    }

    // Voxels and cells are far from the processor: they are asked for a step before they are needed, and another group of lanes steps in between. An ion that has left
    // the grid asks for a place outside of it, which a prefetch may.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void PrefetchAll(ref int voxels, ref int places)
    {
        var words = (uint*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(grid.Voxels));
        var table = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(cells));
        var width = stride;
        for (var lane = 0; lane < LaneState.Lanes; lane++)
        {
            Sse.Prefetch0(words + (long)Unsafe.Add(ref voxels, lane));
            Sse.Prefetch0(table + (long)Unsafe.Add(ref places, lane) * width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float At(ref float slots, int slot) => ref Unsafe.Add(ref slots, slot * LaneState.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Floats(ref float slots, int slot) => Vector512.LoadUnsafe(ref At(ref slots, slot));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Ints(ref float slots, int slot) => Vector512.LoadUnsafe(ref At(ref slots, slot)).AsInt32();

    // One load a lane, written as a list so that all of them are under way at once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<uint> Words(ref float slots)
    {
        ref var at = ref Unsafe.As<float, int>(ref At(ref slots, LaneState.Voxel));
        ref var words = ref grid.Voxels[0];
        ref var gathered = ref Unsafe.As<float, uint>(ref At(ref slots, LaneState.Scratch));
        for (var lane = 0; lane < LaneState.Lanes; lane += 4)
        {
            var (a, b, c, d) = (Unsafe.Add(ref at, lane), Unsafe.Add(ref at, lane + 1), Unsafe.Add(ref at, lane + 2), Unsafe.Add(ref at, lane + 3));
            Unsafe.Add(ref gathered, lane) = Unsafe.Add(ref words, a);
            Unsafe.Add(ref gathered, lane + 1) = Unsafe.Add(ref words, b);
            Unsafe.Add(ref gathered, lane + 2) = Unsafe.Add(ref words, c);
            Unsafe.Add(ref gathered, lane + 3) = Unsafe.Add(ref words, d);
        }

        return Vector512.LoadUnsafe(ref gathered);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> OfMaterial(int table, Vector512<int> material)
    {
        ref var at = ref materials[table * TransportGrid.MostMaterials];
        return Avx512F.PermuteVar16x32x2(Vector512.LoadUnsafe(ref at), material, Vector512.LoadUnsafe(ref at, 16));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Unit(Vector512<uint> word) => Vector512.ConvertToSingle(((word >> 8) + Vector512<uint>.One).AsInt32()) * (1f / (1 << 24));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Border(ref float slots, int cellSlot, int positionSlot, int directionSlot, float spacing)
    {
        var direction = Floats(ref slots, directionSlot);
        var back = Vector512.LessThan(direction, Vector512<float>.Zero);
        var speed = Vector512.ConditionalSelect(back, Vector512.MinNative(direction, LaneMath.Of(-1e-9f)), Vector512.MaxNative(direction, LaneMath.Of(1e-9f)));
        var plane = Vector512.ConvertToSingle(Ints(ref slots, cellSlot) + Vector512.AndNot(Vector512<int>.One, back.AsInt32())) * spacing;
        return Vector512.MaxNative(Vector512<float>.Zero, (plane - Floats(ref slots, positionSlot)) / speed);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Loss(ref float slots, Vector512<float> mean, Vector512<float> path, Vector512<float> range, Vector512<float> normal, Vector512<float> uniform)
    {
        var one = Vector512<float>.One;
        var variance = Floats(ref slots, LaneState.Variance) * path * (one - LaneMath.Of(0.45f) * Vector512.MinNative(one, mean / range));
        var shape = Vector512.MinNative(Floats(ref slots, LaneState.Shape) * path, Vector512.MinNative(mean * mean / variance, LaneMath.Of(1e4f)));
        shape = Vector512.MaxNative(shape, LaneMath.Of(1e-3f));
        var inverse = one / (shape + one);
        var root = Vector512.MaxNative(Vector512<float>.Zero, one - inverse * (1f / 9) + normal * (1f / 3) * Vector512.Sqrt(inverse));
        var gamma = (shape + one) * root * root * root * LaneMath.Exp(LaneMath.Log(uniform) / shape);
        return Vector512.MaxNative(Vector512<float>.Zero, LaneMath.Fma(Vector512.Sqrt(variance / shape), gamma - shape, mean));
    }

    // Energy at a range; the other columns of the row go to the state for the next step.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> LookUp(ref float slots, Vector512<float> range, out Vector512<float> scattering)
    {
        var bits = range.AsInt32();
        var place = Vector512.ConvertToSingle(bits & Vector512.Create(RangeScale.PlaceMask)) * RangeScale.PlaceScale;
        var row = (bits >> RangeScale.Shift) - Vector512.Create(RangeScale.First) + Ints(ref slots, LaneState.SpeciesRow);
        (row << 3).AsSingle().StoreUnsafe(ref At(ref slots, LaneState.Offsets));
        ref var offsets = ref Unsafe.As<float, int>(ref At(ref slots, LaneState.Offsets));
        LaneRows.Load(ref physics.Rows[0], ref offsets, 0, out var c0, out var c1, out var c2, out var variance);
        LaneRows.Load(ref physics.Rows[0], ref offsets, 4, out var shape, out scattering, out var inverseNumber, out var attempts);
        variance.StoreUnsafe(ref At(ref slots, LaneState.Variance));
        shape.StoreUnsafe(ref At(ref slots, LaneState.Shape));
        scattering.StoreUnsafe(ref At(ref slots, LaneState.Scattering));
        inverseNumber.StoreUnsafe(ref At(ref slots, LaneState.InverseNumber));
        attempts.StoreUnsafe(ref At(ref slots, LaneState.Attempts));
        return LaneMath.Fma(place, LaneMath.Fma(place, c2, c1), c0);
    }

    // Directions.Bend and the way with its hinge.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Move(ref float slots, Vector512<float> length, Vector512<float> angle1, Vector512<float> angle2, Vector512<float> hinge)
    {
        var one = Vector512<float>.One;
        var (x, y, z) = (Floats(ref slots, LaneState.Ux), Floats(ref slots, LaneState.Uy), Floats(ref slots, LaneState.Uz));
        var sign = ((z.AsUInt32() & Vector512.Create(0x80000000u)) | one.AsUInt32()).AsSingle();
        var a = LaneMath.Of(-1f) / (sign + z);
        var b = x * y * a;
        var sx = sign * x;
        var ux = LaneMath.Fma(angle1, LaneMath.Fma(sx * x, a, one), LaneMath.Fma(angle2, b, x));
        var uy = LaneMath.Fma(angle1, sign * b, LaneMath.Fma(angle2, LaneMath.Fma(y * y, a, sign), y));
        var uz = LaneMath.Fma(-angle1, sx, LaneMath.Fma(-angle2, y, z));
        var norm = one / Vector512.Sqrt(LaneMath.Fma(ux, ux, LaneMath.Fma(uy, uy, uz * uz)));
        Put(ref slots, LaneState.X, LaneState.Ux, length, hinge, x, ux * norm);
        Put(ref slots, LaneState.Y, LaneState.Uy, length, hinge, y, uy * norm);
        Put(ref slots, LaneState.Z, LaneState.Uz, length, hinge, z, uz * norm);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(ref float slots, int positionSlot, int directionSlot, Vector512<float> length, Vector512<float> hinge, Vector512<float> before, Vector512<float> after)
    {
        LaneMath.Fma(length, LaneMath.Fma(hinge, before - after, after), Floats(ref slots, positionSlot)).StoreUnsafe(ref At(ref slots, positionSlot));
        after.StoreUnsafe(ref At(ref slots, directionSlot));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Cross(ref float slots, Vector512<float> crosses, Vector512<float> toX, Vector512<float> toY, Vector512<float> toBorder)
    {
        var x = crosses & Vector512.Equals(toX, toBorder);
        var y = Vector512.AndNot(crosses & Vector512.Equals(toY, toBorder), x);
        Advance(ref slots, LaneState.I, LaneState.Ux, x);
        Advance(ref slots, LaneState.J, LaneState.Uy, y);
        Advance(ref slots, LaneState.K, LaneState.Uz, Vector512.AndNot(Vector512.AndNot(crosses, x), y));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Advance(ref float slots, int cellSlot, int directionSlot, Vector512<float> mask)
    {
        // +1, or −1 where the direction is negative.
        var way = Vector512.LessThan(Floats(ref slots, directionSlot), Vector512<float>.Zero).AsInt32() | Vector512<int>.One;
        (Ints(ref slots, cellSlot) + (way & mask.AsInt32())).AsSingle().StoreUnsafe(ref At(ref slots, cellSlot));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Outside(ref float slots)
    {
        var box = grid.Box;
        var outside = Beyond(Ints(ref slots, LaneState.I), box.I0, box.I1) | Beyond(Ints(ref slots, LaneState.J), box.J0, box.J1) | Beyond(Ints(ref slots, LaneState.K), box.K0, box.K1);
        return (uint)outside.ExtractMostSignificantBits();
    }

    // Below the first, or not below the end: one unsigned comparison.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Beyond(Vector512<int> cell, int first, int end) =>
        Vector512.GreaterThanOrEqual((cell - Vector512.Create(first)).AsUInt32(), Vector512.Create((uint)(end - first)));
}
