using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power.Storage;

/// <summary>What a <see cref="StorageProblem"/> must be before it can be solved.</summary>
internal static class StorageChecks
{
    /// <summary>What must always be in the store for the reserve, kWh.</summary>
    public static double ReserveKwh(StorageProblem problem) => problem.ReserveHours * problem.CriticalKiloWatt / problem.DischargeEfficiency;

    /// <summary>The power that the store needs for the reserve, kW.</summary>
    public static double ReservePower(StorageProblem problem) => problem.ReserveHours > 0 ? problem.CriticalKiloWatt : 0;

    /// <summary>Checks.</summary>
    public static void Check(StorageProblem problem)
    {
        var steps = problem.LoadKiloWatt.Count;
        if (steps == 0) throw new InputException("power.storage: the load has no steps.");
        SameLength("sun", problem.SunKiloWattPerKwp.Count, steps);
        SameLength("prices", problem.PricePerKwh.Count, steps);
        SameLength("months", problem.Month.Count, steps);
        NotNegative("the load", "kW", problem.LoadKiloWatt);
        NotNegative("the sun's power", "kW/kWp", problem.SunKiloWattPerKwp);
        NotNegative("the price of energy", "per kWh", problem.PricePerKwh);
        if (problem.ExportPricePerKwh < 0 || problem.ExportPricePerKwh > problem.PricePerKwh.Min())
            throw Invalid($"power.storage: energy is sold at {problem.ExportPricePerKwh} per kWh, but from 0 to the lowest price of {problem.PricePerKwh.Min()} is allowed: above it the grid would pay for its own energy.");
        Option("photovoltaics", "kWp", problem.Sun);
        Option("energy", "kWh", problem.Energy);
        Option("power", "kW", problem.Power);
        Efficiency("charging", problem.ChargeEfficiency);
        Efficiency("discharging", problem.DischargeEfficiency);
        if (problem.LossPerHour is not (>= 0 and < 1)) throw Invalid($"power.storage: the loss per hour is {100 * problem.LossPerHour} %, but must be from 0 to below 100 %.");
        if (ReserveKwh(problem) > problem.Energy.Most)
            throw Invalid($"power.storage: a reserve of {problem.ReserveHours} h at {problem.CriticalKiloWatt} kW needs {ReserveKwh(problem):0.#} kWh in the store, and at most {problem.Energy.Most} kWh are allowed.");
        if (ReservePower(problem) > problem.Power.Most)
            throw Invalid($"power.storage: the critical load of {problem.CriticalKiloWatt} kW is above the {problem.Power.Most} kW of power allowed.");
    }

    private static void SameLength(string what, int count, int expected)
    {
        if (count != expected) throw Invalid($"power.storage: the series of {what} has {count} values, and the load has {expected}.");
    }

    private static void NotNegative(string what, string unit, IReadOnlyList<double> values)
    {
        foreach (var (n, value) in values.Index())
            if (!(value >= 0) || !double.IsFinite(value)) throw Invalid($"power.storage: {what} is {value} {unit} in step {n}, but must be 0 or more.");
    }

    private static void Option(string what, string unit, BuildOption option)
    {
        if (!(option.Least >= 0) || !(option.Most >= option.Least) || !double.IsFinite(option.Most))
            throw Invalid($"power.storage: the {what} allowed is from {option.Least} to {option.Most} {unit}, but the two must be 0 or more and ascending.");
        if (!(option.YearlyCost >= 0)) throw Invalid($"power.storage: the yearly cost of {what} is {option.YearlyCost} per {unit}, but must be 0 or more.");
    }

    private static void Efficiency(string what, double value)
    {
        if (value is not (> 0 and <= 1)) throw Invalid($"power.storage: the efficiency of {what} is {100 * value} %, but must be above 0 and up to 100 %.");
    }

    private static InputException Invalid(FormattableString sentence) => new(FormattableString.Invariant(sentence));
}
