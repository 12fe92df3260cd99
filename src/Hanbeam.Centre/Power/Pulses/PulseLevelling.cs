using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power.Pulses;

/// <summary>
/// The capacitor bank that keeps a machine's pulses from the grid. To hold the draw constant, the draw G is the one with which the bank ends each cycle as it
/// began, Σ η (G − P)⁺ = Σ (P − G)⁺ / η; the bank's energy is the span of what is stored. To hold the draw below a limit, the bank gives what is above the limit and is
/// refilled as soon as there is room below it; its energy is the deepest draw-down.
/// </summary>
public sealed record PulseLevelling
{
    /// <summary>Power of the bank, kW.</summary>
    public required double PowerKiloWatt { get; init; }

    /// <summary>Energy that moves in and out of it, kWh.</summary>
    public required double UsedKwh { get; init; }

    /// <summary>Its capacitance, F.</summary>
    public required double Farad { get; init; }

    /// <summary>Energy in it when full, kWh: more than is used, because it is drawn down to the lowest voltage only.</summary>
    public required double FullKwh { get; init; }

    /// <summary>Mean power lost in its converter, kW.</summary>
    public required double LossKiloWatt { get; init; }

    /// <summary>What the grid sees, one cycle.</summary>
    public required PulseWaveform Grid { get; init; }

    /// <summary>Sizes a bank.</summary>
    /// <param name="pulses">What the machine takes.</param>
    /// <param name="bank">How the bank is used.</param>
    /// <exception cref="InputException">Voltages or efficiency out of range, or a limit below what the machine takes on average, losses included.</exception>
    public static PulseLevelling Of(PulseWaveform pulses, CapacitorBank bank)
    {
        Check(bank);
        var constant = ConstantDraw(pulses, bank.OneWayEfficiency);
        if (bank.LimitKiloWatt is not { } limit) return Sized(pulses, bank, [.. pulses.KiloWatt.Select(_ => constant)]);
        if (limit < constant)
            throw Invalid($"power.pulses.bank: the limit of {limit} kW is below the {constant:0.#} kW that the machine takes on average, losses of the bank included.");
        return Sized(pulses, bank, LimitedDraw(pulses, bank.OneWayEfficiency, limit));
    }

    private static PulseLevelling Sized(PulseWaveform pulses, CapacitorBank bank, double[] grid)
    {
        var (stored, least, most, power) = (0.0, 0.0, 0.0, 0.0);
        for (var n = 0; n < grid.Length; n++)
        {
            var spare = grid[n] - pulses.KiloWatt[n];
            stored += pulses.StepSeconds * Through(spare, bank.OneWayEfficiency);
            (least, most, power) = (Math.Min(least, stored), Math.Max(most, stored), Math.Max(power, Math.Abs(spare)));
        }

        var joules = 1000 * (most - least);
        var farad = 2 * joules / ((bank.HighestVolts * bank.HighestVolts) - (bank.LowestVolts * bank.LowestVolts));
        return new PulseLevelling
        {
            PowerKiloWatt = power,
            UsedKwh = joules / 3.6e6,
            Farad = farad,
            FullKwh = farad * bank.HighestVolts * bank.HighestVolts / 2 / 3.6e6,
            LossKiloWatt = grid.Average() - pulses.MeanKiloWatt,
            Grid = PulseWaveform.OfSteps(grid, pulses.StepSeconds),
        };
    }

    // What reaches the store of a spare power, kW: less than is spared, and more is taken out than arrives.
    private static double Through(double spare, double efficiency) => spare > 0 ? spare * efficiency : spare / efficiency;

    private static double ConstantDraw(PulseWaveform pulses, double efficiency)
    {
        var (low, high) = (pulses.LeastKiloWatt, pulses.PeakKiloWatt);

        // Halving 60 times leaves less than rounding.
        for (var n = 0; n < 60; n++)
        {
            var middle = (low + high) / 2;
            if (pulses.KiloWatt.Sum(power => Through(middle - power, efficiency)) < 0) low = middle;
            else high = middle;
        }

        return high;
    }

    // From a full bank, around the cycle until it repeats itself: the first time may begin in the middle of a draw-down.
    private static double[] LimitedDraw(PulseWaveform pulses, double efficiency, double limit)
    {
        var grid = new double[pulses.KiloWatt.Count];
        var missing = 0.0;
        for (var cycle = 0; cycle < 2; cycle++)
            for (var n = 0; n < grid.Length; n++)
            {
                var power = pulses.KiloWatt[n];
                var refill = Math.Min(Math.Max(0, limit - power), missing / (efficiency * pulses.StepSeconds));
                grid[n] = power > limit ? limit : power + refill;
                missing = Math.Max(0, missing - (pulses.StepSeconds * Through(grid[n] - power, efficiency)));
            }

        return grid;
    }

    private static void Check(CapacitorBank bank)
    {
        if (!(bank.LowestVolts >= 0) || !(bank.HighestVolts > bank.LowestVolts))
            throw Invalid($"power.pulses.bank: the voltages from {bank.LowestVolts} to {bank.HighestVolts} V must be 0 or more and ascending.");
        if (bank.OneWayEfficiency is not (> 0 and <= 1)) throw Invalid($"power.pulses.bank: the efficiency is {100 * bank.OneWayEfficiency} %, but must be above 0 and up to 100 %.");
    }

    private static InputException Invalid(FormattableString sentence) => new(FormattableString.Invariant(sentence));
}
