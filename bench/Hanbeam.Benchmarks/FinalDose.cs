using System.Diagnostics;
using System.Globalization;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Benchmarks;

/// <summary>
/// The final dose of one beam of generic-synchrotron in water, vectors against the scalar twin in double precision, turn by turn in one run on one thread: 40 layers of 15 × 15 spots
/// 4 mm apart behind a range shifter, every 37th row of a 240 mm cube on 3 mm.
/// </summary>
public static class FinalDose
{
    private const int Rounds = 2;
    private const int RowsApart = 37;
    private const int Layers = 40;
    private const double CubeMm = 240;
    private const double SpacingMm = 3;

    /// <summary>Measures and prints; processor time, the best of two rounds after one to warm up.</summary>
    public static int Run()
    {
        var model = MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron"));
        var @case = WaterCase.Parse(FormattableString.Invariant($"water:{CubeMm},{CubeMm},{CubeMm}@{SpacingMm}"));
        var patient = PatientModelBuilder.Build(@case, Calibrations.Resolve(null, @case.Kind), []);
        var grid = @case.Ct.Hounsfield.Geometry;
        int[] voxels = [.. Enumerable.Range(0, grid.Count).Where(n => n / grid.Nx % RowsApart == 0)];
        var beam = Beam(model.Machine);
        var (fast, scalar) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var round = 0; round <= Rounds; round++)
        {
            var (a, b) = (Seconds(() => PencilBeamEngine.Calculate(model, beam, patient, grid, voxels, null, new WorkContext(1))),
                Seconds(() => PencilBeamEngine.CalculateScalar(model, beam, patient, grid, voxels, null, new WorkContext(1))));
            if (round > 0) (fast, scalar) = (Math.Min(fast, a), Math.Min(scalar, b));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{voxels.Length} voxels x {Layers} layers: vectors {fast:0.00} s, scalar {scalar:0.00} s of processor time; ratio {scalar / fast:0.0}; {1e9 * fast / voxels.Length / Layers:0} ns a voxel and layer"));
        return 0;
    }

    private static double Seconds(Func<DoseCubes> calculate)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        GC.KeepAlive(calculate());
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }

    private static PlanBeam Beam(Machine machine)
    {
        (double X, double Y)[] nodes = [.. from column in Enumerable.Range(-7, 15) from row in Enumerable.Range(-7, 15) select (4.0 * column, 4.0 * row)];
        return new PlanBeam
        {
            Number = 1, GantryDeg = 0, CouchDeg = 0, Isocenter = new PatientPoint(0, 80, 0), RangeShifter = machine.RangeShifters[0],
            Layers = [.. machine.Energies.Skip(20).Take(Layers).Reverse().Select(energy => new EnergyLayer
            {
                EnergyMeVPerU = energy.EnergyMeVPerU, XMm = [.. nodes.Select(node => node.X)], YMm = [.. nodes.Select(node => node.Y)], Particles = [.. nodes.Select(_ => 1e5)],
            })],
        };
    }
}
