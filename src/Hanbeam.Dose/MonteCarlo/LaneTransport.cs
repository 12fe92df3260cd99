using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// Follows sixteen ions at a time through a grid. A lane whose ion has ended takes the next one at once, from the products that wait or from the source; events that
/// are rare (reactions, hard scattering) are done one by one by the scalar code. When the source is empty, the scalar engine follows what is left: the arithmetic is the same.
/// </summary>
internal sealed class LaneTransport
{
    private readonly TransportPhysics physics;
    private readonly TransportSettings settings;
    private readonly ScalarTransport<CellScorer> scalar;
    private readonly LaneGroup[] groups;

    /// <param name="physics">Tables.</param>
    /// <param name="grid">Voxels of one size.</param>
    /// <param name="settings">Seed and cut.</param>
    /// <param name="layout">How cells are numbered.</param>
    /// <param name="cells">The cells of <paramref name="scalar"/>'s scorer.</param>
    /// <param name="scalar">Does the events, holds the products that wait and the energy book.</param>
    public LaneTransport(TransportPhysics physics, TransportGrid grid, TransportSettings settings, ScoringLayout layout, float[] cells, ScalarTransport<CellScorer> scalar)
    {
        (this.physics, this.settings, this.scalar) = (physics, settings, scalar);
        groups = [new(physics, grid, settings, layout, cells), new(physics, grid, settings, layout, cells)];
    }

    /// <summary>Whether this processor has what is needed.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    /// <summary>Follows all that a source gives.</summary>
    /// <param name="next">Puts the next ion that has entered the grid on the stack; false when there is none.</param>
    public void Follow(Func<bool> next)
    {
        foreach (var group in groups)
        {
            group.Step.Clear();
            group.Empty = LaneGroup.All;
        }

        // Two groups by turns: what one asks memory for arrives while the other steps.
        for (var turn = 0; Fill(groups[turn], next); turn ^= 1) Step(groups[turn]);
        foreach (var group in groups)
        {
            scalar.Tally.Deposited += Vector512.Sum(group.Step.DepositedLow) + Vector512.Sum(group.Step.DepositedHigh);
            for (var lane = 0; lane < LaneState.Lanes; lane++)
                if ((group.Empty >> lane & 1) == 0)
                    scalar.FollowAll(group.State.Get(lane));
        }
    }

    // Gives ions to empty lanes; false where there were not enough.
    private bool Fill(LaneGroup group, Func<bool> next)
    {
        for (; group.Empty != 0; group.Empty &= group.Empty - 1)
        {
            while (scalar.Stack.Count == 0)
                if (!next())
                    return false;
            group.Step.Enter(BitOperations.TrailingZeroCount(group.Empty), scalar.Stack.Pop());
        }

        return true;
    }

    private void Step(LaneGroup group)
    {
        group.Step.Take(out var stopped, out var escaped, out var reacting, out var turning);
        for (var bits = escaped; bits != 0; bits &= bits - 1)
        {
            var lane = BitOperations.TrailingZeroCount(bits);
            scalar.Tally.Escaped += group.State.Number(LaneState.MassNumber, lane) * group.State.Number(LaneState.E, lane);
        }

        group.Empty = stopped | escaped;
        for (var bits = reacting; bits != 0; bits &= bits - 1) group.Empty |= React(group.State, BitOperations.TrailingZeroCount(bits));
        for (var bits = turning; bits != 0; bits &= bits - 1) Turn(group.State, BitOperations.TrailingZeroCount(bits));
    }

    // The lane's bit where the ion ended.
    private uint React(LaneState state, int lane)
    {
        var ion = state.Get(lane);
        var ended = ReactionSite.Attempt(
            physics, settings.Seed, ref ion, state.Whole(LaneState.Voxel, lane), state.Whole(LaneState.Material, lane), state.Number(LaneState.AttemptsBefore, lane),
            state.Number(LaneState.InverseRatio, lane), ref scalar.Scorer, scalar.Stack, ref scalar.Tally);
        state.Update(lane, ion);
        return ended ? 1u << lane : 0;
    }

    private void Turn(LaneState state, int lane)
    {
        var ion = state.Get(lane);
        var material = state.Whole(LaneState.Material, lane);
        HardEvent.Turn(physics, settings.Seed, ref ion, material, physics.ScatteringRatio[material]);
        state.Update(lane, ion);
    }
}
