using System.Diagnostics;
using Hanbeam.Benchmarks.Influence;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Benchmarks;

/// <summary>
/// What splitting spots into sub-spots costs in the final dose of a patient, and what it changes: <c>final-dose sub-spots CASE_FOLDER</c>. The beams of <see cref="InfluenceCase"/> with as many ions in every
/// spot, every voxel of the external contour on 3 mm, with and without splitting turn by turn in one run on one thread.
/// </summary>
internal static class SubSpotsCost
{
    private const int Rounds = 3;
    private const double SpacingMm = 3;
    private const double IonsPerSpot = 1e5;

    /// <summary>Measures and prints; processor time, the least of three rounds.</summary>
    public static int Run(string folder)
    {
        var work = new WorkContext(1);
        var problem = InfluenceCase.Read(folder, work);
        var external = problem.Patient.External;
        var grid = external.Geometry.Resampled(SpacingMm);
        int[] voxels = [.. Enumerable.Range(0, grid.Count).Where(n => Inside(external, grid.Center(n)))];
        foreach (var beam in problem.Beams.Select(Filled))
        {
            var (whole, split) = (double.PositiveInfinity, double.PositiveInfinity);
            DoseCubes? without = null, with = null;
            for (var round = 0; round < Rounds; round++)
            {
                whole = Math.Min(whole, Seconds(() => without = PencilBeamEngine.Calculate(problem.Model, beam, problem.Patient, grid, voxels, problem.Effect, work, splitSpots: false)));
                split = Math.Min(split, Seconds(() => with = PencilBeamEngine.Calculate(problem.Model, beam, problem.Patient, grid, voxels, problem.Effect, work)));
            }

            var (a, b) = (without!.Dose.Values, with!.Dose.Values);
            var maximum = b.Max();
            double[] difference = [.. voxels.Where(n => b[n] > 0.1 * maximum).Select(n => Math.Abs(a[n] - b[n]) / (double)maximum).Order()];
            Console.WriteLine(FormattableString.Invariant($"beam {beam.Number}: {voxels.Length} voxels x {beam.Layers.Count} layers: whole {whole:0.00} s, split {split:0.00} s of processor time, ratio {split / whole:0.00}; above 10 % of the maximum {difference.Count(d => d > 0):0} of {difference.Length} voxels differ, rms {100 * Math.Sqrt(difference.Average(d => d * d)):0.00} %, 99th percentile {100 * difference[(int)(0.99 * difference.Length)]:0.00} %, most {100 * difference[^1]:0.0} % of the maximum"));
        }

        return 0;
    }

    private static bool Inside(Grid<float> external, Vector3d at)
    {
        var g = external.Geometry;
        var (i, j, k) = ((int)Math.Floor((at.X - g.LowerCorner.X) / g.Spacing.X), (int)Math.Floor((at.Y - g.LowerCorner.Y) / g.Spacing.Y), (int)Math.Floor((at.Z - g.LowerCorner.Z) / g.Spacing.Z));
        return (uint)i < (uint)g.Nx && (uint)j < (uint)g.Ny && (uint)k < (uint)g.Nz && external.Values[g.Index(i, j, k)] >= 0.5f;
    }

    private static PlanBeam Filled(PlanBeam beam) => beam with { Layers = [.. beam.Layers.Select(layer => layer with { Particles = [.. layer.XMm.Select(_ => IonsPerSpot)] })] };

    private static double Seconds(Action calculate)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        calculate();
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }
}
