using System.Globalization;
using Hanbeam.Centre.Power;
using Hanbeam.Centre.Power.Pulses;
using Hanbeam.Centre.Power.Storage;

namespace Hanbeam.App.Centre.Power;

/// <summary>The answers as sentences for people, in the order of the questions.</summary>
internal static class PowerWords
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Of(PowerStudy study) =>
        [.. Energy(study), .. Nights(study), .. Money(study), .. study.Pulses is { } pulses ? Pulses(study.Input.Pulses!, pulses) : [], .. study.Storage is { } storage ? Storage(study, storage) : []];

    /// <summary>A range with a unit; one figure where both ends show the same.</summary>
    public static string Text(ValueRange range, string unit, string format = "#,0")
    {
        var (low, high) = (range.Low.ToString(format, CultureInfo.InvariantCulture), range.High.ToString(format, CultureInfo.InvariantCulture));
        return low == high ? $"{low} {unit}" : $"{low} to {high} {unit}";
    }

    /// <summary>A time of day.</summary>
    public static string Clock(double seconds) => Say($"{(int)seconds / 3600:00}:{(int)seconds / 60 % 60:00}");

    private static IEnumerable<string> Energy(PowerStudy study)
    {
        var ledger = study.Ledger;
        yield return Say($"Energy: {Text(0.001 * ledger.TotalKwh, "MWh")} a year, {Text(ledger.KwhPerDay, "kWh")} a day on average over all days{(ledger.KwhPerFraction is { } each ? $", {Text(each, "kWh", "#,0.0")} a fraction ({ledger.Fractions} fractions on {ledger.OperatingDays} days with beam)" : "")}.");
        foreach (var peak in ledger.Peaks)
            yield return Say($"Demand over {peak.IntervalMinutes} minutes of the clock: {Text(peak.KiloWatt, "kW")}, first reached on day {peak.Day + 1} at {Clock(peak.StartSeconds)}.");
        if (study.CarbonKg is { } carbon) yield return Say($"Carbon dioxide of the grid's energy: {Text(0.001 * carbon, "t")} a year{(ledger.Fractions > 0 ? $", {Text(1.0 / ledger.Fractions * carbon, "kg", "0.0")} a fraction" : "")}.");
    }

    private static IEnumerable<string> Nights(PowerStudy study)
    {
        if (study.Nights is not { } nights) yield break;
        var saved = 0.001 * nights.SavedKwh;
        yield return saved.Low >= 0 ? Say($"Switching the machine off outside its hours instead of leaving it on standby saves {Text(saved, "MWh")} a year, warm-ups included.")
            : saved.High <= 0 ? Say($"Switching the machine off outside its hours costs {Text(-1.0 * saved, "MWh")} a year more than standby: the warm-ups take more than the nights save.")
            : Say($"Whether switching the machine off outside its hours saves anything cannot be said from these figures: {Text(saved, "MWh")} a year.");
    }

    private static IEnumerable<string> Money(PowerStudy study)
    {
        if (study.Bill is not { } bill) yield break;
        var currency = study.Input.Tariff!.Currency;
        yield return Say($"Electricity bill: {Text(bill.Total, currency)} a year, of which {Text(bill.Energy, currency)} for energy and {Text(bill.Demand, currency)} for demand.");
    }

    private static IEnumerable<string> Pulses(PulseStudyInput input, PulseStudy study)
    {
        var bank = new ValueRange(study.Low.Levelling.UsedKwh, study.High.Levelling.UsedKwh);
        var power = new ValueRange(study.Low.Levelling.PowerKiloWatt, study.High.Levelling.PowerKiloWatt);
        var goal = input.Bank.LimitKiloWatt is { } limit ? Say($"keep the draw at or below {limit:#,0} kW") : "hold the draw from the grid constant";
        yield return Say($"Problem 1, pulse levelling (seconds): to {goal}, a capacitor bank must move {Text(bank, "kWh", "0.000")} ({Text(3.6 * bank, "MJ", "0.00")}) at {Text(0.001 * power, "MW", "0.00")}. This is power without energy: hours of storage would not help, and these seconds hardly show in the demand that a tariff counts.");
        if (study.High.Flicker is not { } worst) yield break;
        yield return Say($"At the common connection the pulses move the voltage by {Text(new ValueRange(100 * study.Low.Dip!.Value, 100 * study.High.Dip!.Value), "%", "0.00")} and cause P_st {Text(new ValueRange(study.Low.Flicker!.Value, worst), "", "0.00").Trim()}, pulsing without a rest; with the bank {Text(new ValueRange(100 * study.Low.LevelledDip!.Value, 100 * study.High.LevelledDip!.Value), "%", "0.00")} and P_st {Text(new ValueRange(study.Low.LevelledFlicker!.Value, study.High.LevelledFlicker!.Value), "", "0.00").Trim()}.");
        if (input.FlickerLimit is { } allowed)
            yield return Say($"Of the P_st of {allowed} that is allowed, the machine without the bank {(worst <= allowed ? "stays within it even at the high end" : study.Low.Flicker <= allowed ? "stays within it at the low end only" : "takes more even at the low end")}, and with the bank {(study.High.LevelledFlicker <= allowed ? "stays within it" : "still takes more at the high end")}.");
    }

    private static IEnumerable<string> Storage(PowerStudy study, StorageStudy storage)
    {
        var (plan, currency) = (study.Input.Storage!, study.Input.Tariff!.Currency);
        ValueRange Both(Func<StorageAnswer, double> figure) => Ordered(figure(storage.Low), figure(storage.High));
        yield return Say($"Problem 2, hours of sun, tariff and outage: the cheapest year has {Text(Both(answer => answer.SunKwp), "kWp")} of photovoltaics and a {plan.Name} of {Text(Both(answer => answer.PowerKiloWatt), "kW")} and {Text(Both(answer => answer.EnergyKwh), "kWh")}{Units(plan, storage)}. This is energy without haste: it does nothing against pulses.");
        yield return Say($"That year costs {Text(Both(answer => answer.YearlyCost), currency)}, what is built included; with nothing built it costs {Text(Ordered(storage.WithoutLow, storage.WithoutHigh), currency)}.");
        if (plan.ReserveHours > 0) yield return Say($"Of the store {plan.ReserveHours} h at {plan.CriticalKiloWatt:#,0} kW are always kept for an outage, and paid for in that cost.");
        yield return Say($"No other sizes or use are cheaper in this model by more than {Both(answer => Math.Max(0, answer.Certificate.RelativeGap)).High:0.0E+0} of the cost (our own check by duality; largest violation {Both(answer => answer.Certificate.PrimalViolation).High:0.0E+0} kW). It sees means over an hour: the metered demand is {storage.QuarterOverHour:0.00} times the highest hour.");
    }

    private static string Units(StoragePlan plan, StorageStudy storage)
    {
        if (plan.Unit is not { } unit) return "";

        // A size found by a solver may be a rounding above a whole number of units.
        var units = Math.Ceiling((Math.Max(storage.Low.PowerKiloWatt, storage.High.PowerKiloWatt) / unit.KiloWatt) - 1e-6);
        return Say($", {(units == 1 ? "one unit" : $"{units:0} units")} of {unit.KiloWatt:#,0} kW and {unit.Kwh:#,0} kWh at most");
    }

    private static ValueRange Ordered(double a, double b) => new(Math.Min(a, b), Math.Max(a, b));

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
