using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels;

/// <summary>Makes the beam model of a carbon machine by deterministic transport in water.</summary>
public static class BeamModelGenerator
{
    /// <summary>Lowest energy, MeV/u.</summary>
    public const double LowestMeVPerU = 50;

    /// <summary>Highest energy, MeV/u: the highest of therapy and the few parts in a thousand by which a commissioned beam may lie above it.</summary>
    public const double HighestMeVPerU = 435;

    /// <summary>Generates the beam model of a machine that states its nozzle.</summary>
    /// <param name="machine">The machine; what its energies say of their own beam energy and spread goes before the nozzle's.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <exception cref="InputException">The ion is not 12C, an energy is outside the range, or the nozzle is not stated.</exception>
    public static BeamModel Generate(Machine machine, WorkContext work) => Generate(machine, BeamLine.Of(machine), work);

    /// <summary>
    /// Generates one pencil beam for every energy of the machine and fills in each energy's range (depth of the distal 80 %). Straight-ahead transport
    /// with own stopping powers, Bohr straggling, fragments by isotope and lateral spread by Highland and Goldhaber; equations, sources and choices in
    /// docs/methods/transport.md. Valid for 12C from 50 to 435 MeV/u in water; depth doses agree with the Bragg curve of [Haettner2013] as shown by
    /// the verification class BraggCurve400_FollowsHaettner_WithinTwoAndAHalfPercent. The same for any number of threads.
    /// </summary>
    /// <param name="machine">Energies (their ranges are ignored), ripple filter and everything else of the machine.</param>
    /// <param name="line">Nozzle and energy spread.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <exception cref="InputException">The ion is not 12C, or an energy is outside 50 to 435 MeV/u.</exception>
    public static BeamModel Generate(Machine machine, BeamLine line, WorkContext work)
    {
        if (machine.Ion is not { Z: 6, A: 12 }) throw new InputException($"Machine {machine.Name}: the generator makes 12C beams only, not {machine.Ion.Symbol}.");
        foreach (var energy in machine.Energies.Select(e => e.BeamEnergyMeVPerU ?? e.EnergyMeVPerU))
        {
            if (energy is not (>= LowestMeVPerU and <= HighestMeVPerU))
                throw new InputException(FormattableString.Invariant($"Machine {machine.Name}: energy {energy} MeV/u is outside {LowestMeVPerU} to {HighestMeVPerU} MeV/u."));
        }

        var tables = new TransportTables(machine.Energies.Max(e => e.BeamEnergyMeVPerU ?? e.EnergyMeVPerU));
        var beams = new EnergyBeamData[machine.Energies.Count];
        var done = 0;
        Parallel.For(0, beams.Length, work.ParallelOptions, i =>
        {
            var energy = machine.Energies[i];
            var own = energy.RelativeEnergySpread is { } spread ? line with { RelativeEnergySpread = spread } : line;
            beams[i] = new PencilBeamBuilder(tables, energy.BeamEnergyMeVPerU ?? energy.EnergyMeVPerU, own, machine.RippleFilter).Build() with { EnergyMeVPerU = energy.EnergyMeVPerU };
            work.Report("beam model", Interlocked.Increment(ref done) / (double)beams.Length);
        });
        var energies = machine.Energies.Select((e, i) => e with { RangeMm = Math.Round(DistalDepthMm(beams[i], 0.8), 3) }).ToArray();
        return new BeamModel(machine with { Energies = energies }, beams);
    }

    /// <summary>Depth behind the peak at which the integral dose has fallen to a fraction of its maximum, mm.</summary>
    /// <param name="beam">The pencil beam.</param>
    /// <param name="fraction">The fraction, above the tail's and below 1.</param>
    public static double DistalDepthMm(EnergyBeamData beam, double fraction)
    {
        var dose = beam.IntegralDose;
        var i = Array.IndexOf(dose, dose.Max());
        var level = fraction * dose[i];
        while (dose[i + 1] > level) i++;
        return beam.DepthMm[i] + (beam.DepthMm[i + 1] - beam.DepthMm[i]) * (dose[i] - level) / (dose[i] - dose[i + 1]);
    }
}
