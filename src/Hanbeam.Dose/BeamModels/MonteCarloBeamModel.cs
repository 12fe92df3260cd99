using Hanbeam.Dose.BeamModels.WaterBeams;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels;

/// <summary>Makes the beam model of a machine by Monte Carlo.</summary>
public static class MonteCarloBeamModel
{
    /// <summary>Uncertainty of the depth dose by default: a third of what range and output are measured to.</summary>
    public const double DefaultUncertainty = 0.002;

    /// <summary>
    /// Simulates pencils of a few energies in water behind the machine's nozzle, smooths them, and makes the pencil beam of every energy of them: at equal depth over
    /// range by a cubic in the logarithm of the range, folded with ripple filter and energy spread (docs/methods/beam-models.md). Lateral model: core (Z ≥ 6),
    /// fragments (Z = 3 to 5), helium and hydrogen in three Gaussians. The same for any number of threads. Valid for 12C, 20 to 435 MeV/u; accuracy:
    /// MonteCarloBeamModel_AgreesWithItsParts and BraggCurve400 in docs/verification.
    /// </summary>
    /// <param name="machine">The machine with its nozzle; ranges are filled in.</param>
    /// <param name="uncertainty">Standard uncertainty of the dose at the peak by the number of ions that get there, over itself; 0.0005 to 0.05.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="work">Threads, progress, cancellation; minutes.</param>
    /// <exception cref="InputException">Another ion, no nozzle, an energy that does not pass the nozzle, or an uncertainty out of range.</exception>
    public static BeamModel Generate(Machine machine, double uncertainty, ulong seed, WorkContext work)
    {
        if (uncertainty is not (>= 0.0005 and <= 0.05)) throw new InputException(FormattableString.Invariant($"The uncertainty of the depth dose is {100 * uncertainty} %, and must be 0.05 to 5 %."));
        return Assemble(machine, Beams(machine, uncertainty, seed, work), work);
    }

    /// <summary>The simulated beams that all energies are made of, or so many of the shortest of them.</summary>
    internal static WaterBeamSet Beams(Machine machine, double uncertainty, ulong seed, WorkContext work, int count = int.MaxValue)
    {
        if (machine.Ion is not { Z: 6, A: 12 }) throw new InputException($"Machine {machine.Name}: beam models are made for 12C only, not {machine.Ion.Symbol}.");
        double[] ranges = [.. machine.Energies.Select(energy => RangeMm(machine, energy))];
        return MonteCarloWaterBeams.Make(machine, ranges.Min(), ranges.Max(), uncertainty, seed, work, count);
    }

    /// <summary>Every energy of the machine from simulated beams.</summary>
    internal static BeamModel Assemble(Machine machine, WaterBeamSet set, WorkContext work)
    {
        var beams = new EnergyBeamData[machine.Energies.Count];
        var ion = new Ion(machine.Ion.Z, machine.Ion.A);
        var table = RangeTable.Of(ion);
        var done = 0;
        Parallel.For(0, beams.Length, work.ParallelOptions, i =>
        {
            var energy = machine.Energies[i];
            var real = energy.BeamEnergyMeVPerU ?? energy.EnergyMeVPerU;
            var spread = (energy.RelativeEnergySpread ?? machine.Nozzle!.RelativeEnergySpread) * real * ion.A / table.StoppingKeVPerUm(real);
            beams[i] = BeamAssembler.Make(energy.EnergyMeVPerU, ion, set.At(RangeMm(machine, energy)), machine.RippleFilter?.MaximumWaterEquivalentMm ?? 0, spread);
            work.Report("beam model", Interlocked.Increment(ref done) / (double)beams.Length);
        });
        var energies = machine.Energies.Select((e, i) => e with { RangeMm = Math.Round(BeamModelGenerator.DistalDepthMm(beams[i], 0.8), 3) }).ToArray();
        return new BeamModel(machine with { Energies = energies }, beams);
    }

    private static double RangeMm(Machine machine, MachineEnergy energy)
    {
        var real = energy.BeamEnergyMeVPerU ?? energy.EnergyMeVPerU;
        var range = RangeTable.Of(new Ion(machine.Ion.Z, machine.Ion.A)).RangeMm(real) - BeamLine.Of(machine).NozzleWaterEquivalentMm - (machine.RippleFilter?.MeanWaterEquivalentMm ?? 0);
        return range > 1 ? range : throw new InputException(FormattableString.Invariant($"Machine {machine.Name}: {real} MeV/u has {range:0.0} mm of range left behind nozzle and ripple filter, and at least 1 mm is needed."));
    }
}
