using Hanbeam.Centre.Power;
using Hanbeam.Centre.Power.Pulses;
using Hanbeam.Centre.Power.Storage;
using Hanbeam.Centre.Power.Tariffs;

namespace Hanbeam.App.Centre.Power;

/// <summary>power.json (docs/formats/centre-power.md).</summary>
internal sealed record PowerDocument
{
    public string Schema { get; } = "hanbeam-centre-power/1";

    /// <summary>The centre's name.</summary>
    public required string Centre { get; init; }

    /// <summary><c>programme</c> or <c>simulation</c>: who says what the machine did.</summary>
    public required string Basis { get; init; }

    /// <summary>The answers as sentences.</summary>
    public required IReadOnlyList<string> Answers { get; init; }

    /// <summary>Energy.</summary>
    public required object Energy { get; init; }

    /// <summary>Demand.</summary>
    public required object Peaks { get; init; }

    public object? Nights { get; init; }

    public ValueRange? CarbonKg { get; init; }

    public object? Bill { get; init; }

    public object? Pulses { get; init; }

    public object? Storage { get; init; }

    /// <summary>Where every figure comes from.</summary>
    public required IReadOnlyList<SourceEntry> Sources { get; init; }

    /// <summary>The document of a study.</summary>
    public static PowerDocument Of(string centre, bool simulated, PowerStudy study)
    {
        var ledger = study.Ledger;
        return new PowerDocument
        {
            Centre = centre,
            Basis = simulated ? "simulation" : "programme",
            Answers = PowerWords.Of(study),
            Energy = new
            {
                ledger.TotalKwh,
                ledger.KwhPerDay,
                ledger.KwhPerFraction,
                ledger.Fractions,
                ledger.OperatingDays,
                days = ledger.DayCount,
                ledger.Entries,
            },
            Peaks = ledger.Peaks.Select(peak => new { peak.IntervalMinutes, peak.KiloWatt, day = peak.Day + 1, from = PowerWords.Clock(peak.StartSeconds) }),
            Nights = study.Nights,
            CarbonKg = study.CarbonKg,
            Bill = study.Bill is { } bill ? BillOf(study.Input.Tariff!, bill) : null,
            Pulses = study.Pulses is { } pulses ? new { low = EndOf(pulses.Low), high = EndOf(pulses.High) } : null,
            Storage = study.Storage is { } storage ? StorageOf(storage) : null,
            Sources = SourceEntry.Of(study.Input),
        };
    }

    private static object BillOf(Tariff tariff, Bill bill) => new { tariff.Currency, bill.Total, bill.Energy, bill.Demand, bill.MeteredKiloWatt, bill.BilledKiloWatt };

    private static object EndOf(PulseEnd end) => new
    {
        meanKiloWatt = end.Pulses.MeanKiloWatt,
        peakKiloWatt = end.Pulses.PeakKiloWatt,
        leastKiloWatt = end.Pulses.LeastKiloWatt,
        periodSeconds = end.Pulses.PeriodSeconds,
        bankKiloWatt = end.Levelling.PowerKiloWatt,
        bankUsedKwh = end.Levelling.UsedKwh,
        bankFullKwh = end.Levelling.FullKwh,
        bankFarad = end.Levelling.Farad,
        bankLossKiloWatt = end.Levelling.LossKiloWatt,
        dip = end.Dip,
        flicker = end.Flicker,
        levelledDip = end.LevelledDip,
        levelledFlicker = end.LevelledFlicker,
    };

    private static object StorageOf(StorageStudy storage) => new
    {
        low = AnswerOf(storage.Low, storage.WithoutLow),
        high = AnswerOf(storage.High, storage.WithoutHigh),
        storage.QuarterOverHour,
    };

    private static object AnswerOf(StorageAnswer answer, double without) => new
    {
        answer.SunKwp,
        answer.EnergyKwh,
        answer.PowerKiloWatt,
        answer.YearlyCost,
        yearlyCostWithout = without,
        answer.MeteredKiloWatt,
        answer.BilledKiloWatt,
        certificate = new { answer.Certificate.Cost, answer.Certificate.LowerBound, answer.Certificate.RelativeGap, answer.Certificate.PrimalViolation },
    };
}
