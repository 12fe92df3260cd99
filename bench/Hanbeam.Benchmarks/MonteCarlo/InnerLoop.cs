using System.Diagnostics;
using System.Numerics;
using System.Runtime.Intrinsics;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;

namespace Hanbeam.Benchmarks.MonteCarlo;

/// <summary>
/// The step of sixteen lanes alone: carbon of 290 MeV/u in water of 2 mm voxels, no reactions and no hard scattering, each ion until it stops. Its twin in C++,
/// bench/MonteCarloTwin/lane_step.cpp, does the same operations on the same numbers and must leave the same energy.
/// </summary>
internal sealed class InnerLoop
{
    private const int Ions = 8192;
    private static readonly GridGeometry Grid = new(new Vector3d(1, 1, 1), new Vector3d(2, 2, 2), 64, 64, 100);

    private readonly RunPlan plan = new(TransportGeometry.Water(Grid), [BeamSource.Pencil(Ion.Carbon12, 290)], new ScoringRequest(), new MonteCarloSettings { Histories = 1000 }, new WorkContext(1));
    private readonly float[] cells;
    private readonly int species;

    public InnerLoop()
    {
        cells = new float[plan.Layout.Numbers];
        species = plan.Physics.SpeciesOf(6, 12);
    }

    /// <summary>Energy that the last run left, MeV.</summary>
    public double DepositedMeV { get; private set; }

    /// <summary>CPU time of a step of one ion, ns.</summary>
    public double Nanoseconds()
    {
        Run();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var steps = Run();
        return (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalNanoseconds / steps;
    }

    /// <summary>Writes the numbers for the twin.</summary>
    public void Export(string path)
    {
        using var file = new BinaryWriter(File.Create(path));
        var physics = plan.Physics;
        file.Write(Ions);
        foreach (var value in physics.Rows.AsSpan(species * RangeScale.Count * TransportPhysics.RowLength, RangeScale.Count * TransportPhysics.RowLength)) file.Write(value);
        foreach (var value in physics.Integrals.AsSpan(species * RangeScale.Count * 4, RangeScale.Count * 4)) file.Write(value);
        file.Write(physics.Electrons[0]);
        file.Write(physics.StoppingSlope[0]);
        file.Write(physics.ScatteringRatio[0]);
        file.Write(plan.Transport.CutMm);
        var (range, energy) = physics.RangeOf(species, 290);
        file.Write(range);
        file.Write(energy);
    }

    private long Run()
    {
        Array.Clear(cells);
        LaneGroup[] groups = [Group(), Group()];
        var (next, steps) = (0, 0L);
        for (var turn = 0; Fill(groups[turn], ref next); turn ^= 1)
        {
            groups[turn].Step.Take(out var stopped, out var escaped, out _, out _);
            groups[turn].Empty = stopped | escaped;
            steps += LaneState.Lanes;
        }

        DepositedMeV = groups.Sum(group => Vector512.Sum(group.Step.DepositedLow) + Vector512.Sum(group.Step.DepositedHigh));
        return steps;
    }

    private LaneGroup Group() => new(plan.Physics, plan.Geometry.Voxels, plan.Transport, plan.Layout, cells) { Empty = LaneGroup.All };

    private bool Fill(LaneGroup group, ref int next)
    {
        for (; group.Empty != 0; group.Empty &= group.Empty - 1)
        {
            if (next == Ions) return false;
            var ion = new Particle { X = 44 + next % 41, Y = 44 + next / 41 % 41, Uz = 1, Species = species, ToReaction = 1e9f, ToHard = 1e9f, Stream = (ulong)next };
            (ion.I, ion.J) = ((int)ion.X / 2, (int)ion.Y / 2);
            (ion.RangeMm, ion.E) = plan.Physics.RangeOf(species, 290);
            group.Step.Enter(BitOperations.TrailingZeroCount(group.Empty), ion);
            next++;
        }

        return true;
    }
}
