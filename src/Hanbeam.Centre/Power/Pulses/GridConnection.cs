using Hanbeam.Centre.Power.Flicker;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power.Pulses;

/// <summary>
/// The point where others share the grid. Seen from it the grid is an impedance Z = R + jX with |Z| = U²/S_k. A load P + jQ lowers the voltage by
/// (R P + X Q)/U of U, to first order in the drop (the drop across the flow is of second order), so relative to U by (P cos ψ + Q sin ψ)/S_k with tan ψ = X/R.
/// </summary>
/// <param name="ShortCircuitMva">Short-circuit power S_k, MVA.</param>
/// <param name="ResistanceOverReactance">R/X, 0 or more.</param>
/// <param name="PowerFactor">cos φ of the pulsed load, inductive, above 0 and up to 1.</param>
/// <param name="System">The lamps of the neighbours.</param>
public sealed record GridConnection(double ShortCircuitMva, double ResistanceOverReactance, double PowerFactor, FlickerSystem System)
{
    /// <summary>The fraction by which the voltage falls for each kW of the load.</summary>
    public double DropPerKiloWatt
    {
        get
        {
            Check();
            var length = Math.Sqrt(1 + (ResistanceOverReactance * ResistanceOverReactance));
            var (cosine, sine) = (ResistanceOverReactance / length, 1 / length);
            var reactivePerActive = Math.Sqrt(1 - (PowerFactor * PowerFactor)) / PowerFactor;
            return (cosine + (reactivePerActive * sine)) / (1000 * ShortCircuitMva);
        }
    }

    /// <summary>The difference between the highest and the lowest voltage in a cycle, as a fraction.</summary>
    public double Dip(PulseWaveform grid) => DropPerKiloWatt * (grid.PeakKiloWatt - grid.LeastKiloWatt);

    /// <summary>The flicker of cycles that follow each other without a rest for ten minutes, the worst that they can do; none of a constant draw, where a meter shows 0.01 of the mains itself.</summary>
    public FlickerReading Flicker(PulseWaveform grid, CancellationToken cancellation = default)
    {
        if (grid.PeakKiloWatt <= grid.LeastKiloWatt) return default;
        var (drop, mean) = (DropPerKiloWatt, grid.MeanKiloWatt);
        return FlickerMeter.Measure(System, seconds => -drop * (grid.At(seconds) - mean), cancellation);
    }

    private void Check()
    {
        System.Check();
        if (!(ShortCircuitMva > 0) || !double.IsFinite(ShortCircuitMva)) throw Invalid($"power.pulses.grid: the short-circuit power is {ShortCircuitMva} MVA, but must be above 0.");
        if (!(ResistanceOverReactance >= 0) || !double.IsFinite(ResistanceOverReactance)) throw Invalid($"power.pulses.grid: R/X is {ResistanceOverReactance}, but must be 0 or more.");
        if (PowerFactor is not (> 0 and <= 1)) throw Invalid($"power.pulses.grid: the power factor is {PowerFactor}, but must be above 0 and up to 1.");
    }

    private static InputException Invalid(FormattableString sentence) => new(FormattableString.Invariant(sentence));
}
