using Hanbeam.Centre.Simulation;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power;

/// <summary>
/// What a year takes: energy by state and load, the demand that tariffs count, and the night. Every result carries the ends of the powers
/// through by interval arithmetic: energy and demand rise with every power, so the ends are exact (docs/methods/centre-power.md).
/// </summary>
public sealed class EnergyLedger
{
    private const int QuarterHourSeconds = 900;

    private readonly PowerModel model;
    private readonly IReadOnlyList<OperatingDay> days;
    private readonly EnergyAccount account;

    private EnergyLedger(PowerModel model, IReadOnlyList<OperatingDay> days, int dayCount, int fractions)
    {
        this.model = model;
        this.days = days;
        DayCount = dayCount;
        Fractions = fractions;
        var profile = StateProfile.Of(days, dayCount, model.Night, model.WarmUpSeconds, QuarterHourSeconds);
        account = EnergyAccount.Of(model, profile);
        QuarterHours = LoadCurve.Of(model, profile);
        Entries = account.Entries();
        TotalKwh = account.TotalKwh();
        Peaks = [PeakOf(15), PeakOf(30)];
    }

    /// <summary>Number of days.</summary>
    public int DayCount { get; }

    /// <summary>Number of fractions treated.</summary>
    public int Fractions { get; }

    /// <summary>Days on which there was beam.</summary>
    public int OperatingDays => days.Count(day => day.Deliveries.Count > 0);

    /// <summary>Energy by state that occurs, then by load.</summary>
    public IReadOnlyList<EnergyEntry> Entries { get; }

    /// <summary>All energy, kWh.</summary>
    public ValueRange TotalKwh { get; }

    /// <summary>Energy per day of the calendar, kWh.</summary>
    public ValueRange KwhPerDay => 1.0 / DayCount * TotalKwh;

    /// <summary>All energy over all fractions, kWh; null where there are none.</summary>
    public ValueRange? KwhPerFraction => Fractions > 0 ? 1.0 / Fractions * TotalKwh : null;

    /// <summary>Demand over 15 and over 30 minutes, both aligned with the clock.</summary>
    public IReadOnlyList<DemandPeak> Peaks { get; }

    /// <summary>Mean power in quarters of an hour.</summary>
    public LoadCurve QuarterHours { get; }

    /// <summary>Makes the ledger.</summary>
    /// <param name="model">The powers.</param>
    /// <param name="days">What the machine did, ascending; missing days are days off.</param>
    /// <param name="dayCount">Number of days, usually 365.</param>
    /// <param name="fractions">Fractions treated in them.</param>
    /// <exception cref="InputException">A state occurs that has no power.</exception>
    public static EnergyLedger Of(PowerModel model, IReadOnlyList<OperatingDay> days, int dayCount, int fractions) => new(model, days, dayCount, fractions);

    /// <summary>The two ways to spend the night; null unless standby, off and warm-up all have a power.</summary>
    public NightComparison? CompareNights()
    {
        if (new[] { MachineState.Standby, MachineState.Off, MachineState.WarmUp }.Any(state => !model.States.ContainsKey(state))) return null;
        var standby = AccountWith(NightMode.Standby);
        var off = AccountWith(NightMode.Off);
        return new NightComparison(standby.TotalKwh(), off.TotalKwh(), standby.Minus(off));
    }

    /// <summary>The day, from 0, on which the beam is held longest; the first of equals.</summary>
    public int BusiestDay() => days.Count == 0 ? 0 : days.MaxBy(day => day.Deliveries.Sum(delivery => delivery.EndSeconds - delivery.StartSeconds))!.Day;

    /// <summary>The load of one day in fine blocks.</summary>
    /// <param name="day">The day, from 0.</param>
    /// <param name="blockSeconds">Length of a block, s.</param>
    public LoadCurve OfDay(int day, int blockSeconds)
    {
        // The day before brings its night, and its overtime where it ran past midnight.
        var first = Math.Max(0, day - 1);
        var near = days.Where(one => one.Day >= first && one.Day <= day + 1).Select(one => one with { Day = one.Day - first }).ToList();
        var whole = LoadCurve.Of(model, StateProfile.Of(near, day - first + 2, model.Night, model.WarmUpSeconds, blockSeconds));
        return whole.Part((day - first) * (StateProfile.DaySeconds / blockSeconds), StateProfile.DaySeconds / blockSeconds);
    }

    private EnergyAccount AccountWith(NightMode night) =>
        EnergyAccount.Of(model, StateProfile.Of(days, DayCount, night, model.WarmUpSeconds, QuarterHourSeconds));

    private DemandPeak PeakOf(int minutes)
    {
        var (power, block) = QuarterHours.Coarser(minutes * 60 / QuarterHourSeconds).Peak();
        var start = (double)block * minutes * 60;
        return new DemandPeak(minutes, power, (int)(start / StateProfile.DaySeconds), start % StateProfile.DaySeconds);
    }
}
