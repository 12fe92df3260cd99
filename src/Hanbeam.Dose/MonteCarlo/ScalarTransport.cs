using System.Runtime.CompilerServices;
using Hanbeam.Dose.Vectors;
using Hanbeam.Numerics.Random;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// Follows ions one by one, in condensed steps that end at a voxel border, a reaction attempt, a hard scattering or a share of the range (docs/methods/monte-carlo.md).
/// The plain twin of the lanes: the same arithmetic in the same order, so an ion has the same history in both.
/// </summary>
internal sealed class ScalarTransport<TScorer>
    where TScorer : struct, ITransportScorer
{
    private readonly TransportPhysics physics;
    private readonly TransportGrid grid;
    private readonly float[] scatterPrimaries;
    private readonly float hardPerMm;
    private readonly TransportSettings settings;

    /// <param name="physics">The tables.</param>
    /// <param name="grid">The voxels.</param>
    /// <param name="scatterPrimaries">Scattering of ions of the beam by material; 0 where the spot size holds it already.</param>
    /// <param name="settings">Seed and cut.</param>
    /// <param name="scorer">Told of everything.</param>
    public ScalarTransport(TransportPhysics physics, TransportGrid grid, float[] scatterPrimaries, TransportSettings settings, TScorer scorer)
    {
        (this.physics, this.grid, this.scatterPrimaries, this.settings) = (physics, grid, scatterPrimaries, settings);
        hardPerMm = (float)TransportModels.HardPerMm;
        Scorer = scorer;
    }

    /// <summary>Told of everything; a field, because scorers are structs.</summary>
    public TScorer Scorer;

    /// <summary>The energy book of all that was followed.</summary>
    public EnergyTally Tally;

    /// <summary>Products that wait.</summary>
    public ParticleStack Stack { get; } = new();

    /// <summary>Follows an ion and everything that comes of it.</summary>
    public void FollowAll(Particle ion)
    {
        Follow(ref ion);
        while (Stack.Count > 0)
        {
            ion = Stack.Pop();
            Follow(ref ion);
        }
    }

    private void Follow(ref Particle ion)
    {
        var box = grid.Box;
        while (true)
        {
            if (ion.I < box.I0 || ion.I >= box.I1 || ion.J < box.J0 || ion.J >= box.J1 || ion.K < box.K0 || ion.K >= box.K1)
            {
                Tally.Escaped += physics.MassNumber[ion.Species] * ion.E;
                Scorer.Escape(ion);
                return;
            }

            if (!Step(ref ion)) return;
        }
    }

    // One step; false when the ion ends.
    private bool Step(ref Particle ion)
    {
        var voxel = grid.Place(ion.I, ion.J, ion.K);
        var word = grid.Voxels[voxel];
        var material = (int)(word & TransportGrid.MaterialMask);
        var density = TransportGrid.Density(word);
        var rows = physics.Rows.AsSpan(ion.Species * RangeScale.Count * TransportPhysics.RowLength, RangeScale.Count * TransportPhysics.RowLength);
        var row = rows.Slice(RangeScale.Cell(ion.RangeMm, out _) * TransportPhysics.RowLength, TransportPhysics.RowLength);
        var ratio = FloatMath.Fma(physics.StoppingSlope[material], row[TransportPhysics.InverseNumber], physics.Electrons[material]);
        var waterPerMm = density * ratio;
        var cut = float.MaxNative(settings.CutMm * waterPerMm, RangeScale.LowestMm);

        var (toX, toY, toZ) = (Border(grid.PlanesX, ion.I, ion.X, ion.Ux), Border(grid.PlanesY, ion.J, ion.Y, ion.Uy), Border(grid.PlanesZ, ion.K, ion.Z, ion.Uz));
        var toBorder = float.MinNative(toX, float.MinNative(toY, toZ));
        var attemptsPerMm = density * row[TransportPhysics.Attempts];
        var hard = density * hardPerMm;
        var toReaction = ion.ToReaction / attemptsPerMm;
        var toHard = ion.ToHard / hard;
        var toShare = FloatMath.Fma(TransportSettings.RangeShare, ion.RangeMm, cut) / waterPerMm;
        var length = float.MinNative(float.MinNative(toBorder, toShare), float.MinNative(toReaction, toHard));

        var words = RandomStream.Philox((ion.Block, 0, (uint)ion.Stream, (uint)(ion.Stream >> 32)), ((uint)settings.Seed, (uint)(settings.Seed >> 32)));
        ion.Block++;
        var (normal1, normal2, normal3) = Normals(words);

        var water = length * waterPerMm;
        var loss = Loss(row, water, FloatMath.Fma(length * density, physics.Electrons[material], TransportSettings.VacuumPathMm), ion.RangeMm, normal3, Unit(words.W));
        var range = ion.RangeMm - loss;
        var stops = range <= cut;
        var after = rows.Slice(RangeScale.Cell(float.MaxNative(range, RangeScale.LowestMm), out var place) * TransportPhysics.RowLength, TransportPhysics.RowLength);
        var energy = FloatMath.Fma(place, FloatMath.Fma(place, after[2], after[1]), after[0]);
        var lost = physics.MassNumber[ion.Species] * (stops ? ion.E : ion.E - energy);
        var hinge = (((words.X & 0xFF) << 8) | (words.Y & 0xFF)) * (1f / 65536);
        Scorer.Step(ion, voxel, stops ? 0 : range, length, hinge, lost, 1 / ratio);
        Tally.Deposited += lost;
        if (stops) return false;

        var scatter = ion.Generation == 0 ? scatterPrimaries[material] : physics.ScatteringRatio[material];
        var angle = MathF.Sqrt(0.5f * (row[TransportPhysics.Scattering] + after[TransportPhysics.Scattering]) * (length * density * scatter));
        Move(ref ion, length, angle * normal1, angle * normal2, hinge);
        ion.RangeMm = range;
        ion.E = energy;
        ion.ToReaction = float.MaxNative(FloatMath.Fma(-length, attemptsPerMm, ion.ToReaction), TransportSettings.LeastPath);
        ion.ToHard = float.MaxNative(FloatMath.Fma(-length, hard, ion.ToHard), TransportSettings.LeastPath);
        if (length == toReaction)
            return !ReactionSite.Attempt(physics, settings.Seed, ref ion, voxel, material, row[TransportPhysics.Attempts], 1 / ratio, ref Scorer, Stack, ref Tally);
        if (length == toHard) HardEvent.Turn(physics, settings.Seed, ref ion, material, scatter);
        else if (length == toBorder) Cross(ref ion, toX, toY, toBorder);
        return true;
    }

    // Straggling of the range as a shifted gamma distribution: EnergyLoss.Gamma in single precision. The variance is taken in the middle of the step,
    // where it is that at the beginning times 1 − 0.45 loss/range: it grows as range^0.9. An ion that comes into denser matter may have less range than the step.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Loss(ReadOnlySpan<float> row, float mean, float path, float range, float normal, float uniform)
    {
        var variance = row[TransportPhysics.Variance] * path * (1 - 0.45f * float.MinNative(1, mean / range));
        var shape = float.MinNative(row[TransportPhysics.Shape] * path, float.MinNative(mean * mean / variance, 1e4f));
        shape = float.MaxNative(shape, 1e-3f);
        var inverse = 1 / (shape + 1);
        var root = float.MaxNative(0, 1 - inverse * (1f / 9) + normal * (1f / 3) * MathF.Sqrt(inverse));
        var gamma = (shape + 1) * root * root * root * FloatMath.Exp(FloatMath.Log(uniform) / shape);
        return float.MaxNative(0, FloatMath.Fma(MathF.Sqrt(variance / shape), gamma - shape, mean));
    }

    // Two pairs of [BoxMuller1958] less one number. 24 bits for each radius, 16 for each angle.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (float First, float Second, float Third) Normals((uint X, uint Y, uint Z, uint W) words)
    {
        var (sin, cos) = FloatMath.SinCosTurns((words.Z >> 16) * (1f / 65536));
        var (_, other) = FloatMath.SinCosTurns((words.Z & 0xFFFF) * (1f / 65536));
        var radius = MathF.Sqrt(-2f * FloatMath.Log(Unit(words.X)));
        return (radius * sin, radius * cos, MathF.Sqrt(-2f * FloatMath.Log(Unit(words.Y))) * other);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Unit(uint word) => ((word >> 8) + 1) * (1f / (1 << 24));

    // A border behind the ion (by rounding, or by the shift of a deflection) counts as reached.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Border(float[] planes, int cell, float position, float direction)
    {
        var speed = direction < 0 ? float.MinNative(direction, -1e-9f) : float.MaxNative(direction, 1e-9f);
        return float.MaxNative(0, (planes[cell + (direction < 0 ? 0 : 1)] - position) / speed);
    }

    // Straight to a random point of the step, deflection, straight on: exact first and second moments of the lateral shift and of its covariance with the angle.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ref Particle ion, float length, float angle1, float angle2, float hinge)
    {
        var (x, y, z) = Directions.Bend(ion.Ux, ion.Uy, ion.Uz, angle1, angle2);
        ion.X = FloatMath.Fma(length, FloatMath.Fma(hinge, ion.Ux - x, x), ion.X);
        ion.Y = FloatMath.Fma(length, FloatMath.Fma(hinge, ion.Uy - y, y), ion.Y);
        ion.Z = FloatMath.Fma(length, FloatMath.Fma(hinge, ion.Uz - z, z), ion.Z);
        (ion.Ux, ion.Uy, ion.Uz) = (x, y, z);
    }

    private void Cross(ref Particle ion, float toX, float toY, float toBorder)
    {
        if (toX == toBorder) ion.I += ion.Ux < 0 ? -1 : 1;
        else if (toY == toBorder) ion.J += ion.Uy < 0 ? -1 : 1;
        else
        {
            ion.K += ion.Uz < 0 ? -1 : 1;
            Scorer.CrossPlane(ion);
        }
    }
}
