using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power.Pulses;

/// <summary>The power that one cycle of the machine takes, repeated without end; every figure the user's.</summary>
public sealed class PulseWaveform
{
    // Magnet ramps last tenths of a second; a millisecond resolves them to a per cent of a per cent.
    private const double WantedStepSeconds = 1e-3;

    private readonly double[] kiloWatt;

    private PulseWaveform(double[] kiloWatt, double stepSeconds)
    {
        this.kiloWatt = kiloWatt;
        StepSeconds = stepSeconds;
    }

    /// <summary>Mean power in each step of a cycle, kW.</summary>
    public IReadOnlyList<double> KiloWatt => kiloWatt;

    /// <summary>Length of a step, s.</summary>
    public double StepSeconds { get; }

    /// <summary>Length of a cycle, s.</summary>
    public double PeriodSeconds => kiloWatt.Length * StepSeconds;

    /// <summary>Mean power, kW.</summary>
    public double MeanKiloWatt => kiloWatt.Average();

    /// <summary>Highest power, kW.</summary>
    public double PeakKiloWatt => kiloWatt.Max();

    /// <summary>Lowest power, kW.</summary>
    public double LeastKiloWatt => kiloWatt.Min();

    /// <summary>A cycle made of phases.</summary>
    /// <param name="phases">The phases, in their order.</param>
    /// <param name="scale">Factor on all powers.</param>
    /// <exception cref="InputException">No phase, or one without length.</exception>
    public static PulseWaveform Of(IReadOnlyList<PulsePhase> phases, double scale = 1)
    {
        if (phases.Count == 0) throw new InputException("power.pulses: the cycle has no phases.");
        foreach (var phase in phases)
            if (!(phase.Seconds > 0) || !double.IsFinite(phase.Seconds))
                throw new InputException(FormattableString.Invariant($"power.pulses: the phase '{phase.Name}' lasts {phase.Seconds} s, but must last longer than 0 s."));
        var period = phases.Sum(phase => phase.Seconds);
        var steps = (int)Math.Ceiling(period / WantedStepSeconds);
        var step = period / steps;
        var energy = Enumerable.Range(0, steps + 1).Select(n => EnergyUntil(phases, n * step)).ToArray();
        return new PulseWaveform([.. Enumerable.Range(0, steps).Select(n => scale * (energy[n + 1] - energy[n]) / step)], step);
    }

    /// <summary>A cycle from its steps.</summary>
    internal static PulseWaveform OfSteps(double[] kiloWatt, double stepSeconds) => new(kiloWatt, stepSeconds);

    /// <summary>The power at a time, kW: that of the step it lies in.</summary>
    public double At(double seconds)
    {
        var cycles = seconds / PeriodSeconds;
        return kiloWatt[Math.Min(kiloWatt.Length - 1, (int)((cycles - Math.Floor(cycles)) * kiloWatt.Length))];
    }

    // The integral of straight pieces, kW s: exact means per step, wherever a phase ends within one.
    private static double EnergyUntil(IReadOnlyList<PulsePhase> phases, double seconds)
    {
        var sum = 0.0;
        foreach (var phase in phases)
        {
            var part = Math.Clamp(seconds, 0, phase.Seconds);
            var reached = phase.FromKiloWatt + ((phase.ToKiloWatt - phase.FromKiloWatt) * part / phase.Seconds);
            sum += part * (phase.FromKiloWatt + reached) / 2;
            seconds -= phase.Seconds;
            if (seconds <= 0) break;
        }

        return sum;
    }
}
