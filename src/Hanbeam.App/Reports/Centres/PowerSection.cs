using System.Globalization;
using Hanbeam.App.Centre.Power;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Plots;
using Hanbeam.Centre.Power;

namespace Hanbeam.App.Reports.Centres;

/// <summary>Energy, demand, cost and storage of a centre: key figures between their low and high ends, the busiest day, the two storage problems in words.</summary>
internal static class PowerSection
{
    private const float Height = 170;

    public static IEnumerable<ReportBlock> Blocks(PowerStudy study, ReportTexts texts)
    {
        yield return new HeadingBlock(texts["power.heading"]);
        yield return new ParagraphBlock(texts["power.note"]);
        yield return new TableBlock([new TableColumn(texts["centre.figure"], ColumnAlign.Left), new TableColumn(texts["power.range"])], [.. Figures(study, texts).Select(row => (TableCell[])[row.Label, row.Value])]);
        yield return new FiguresBlock(Height, [PlotPainter.Figure(Day(study, texts))]);
        var answers = Storage(study, texts).ToList();
        if (answers.Count > 0) yield return new BulletsBlock(answers);
    }

    private static IEnumerable<(string Label, string Value)> Figures(PowerStudy study, ReportTexts texts)
    {
        var ledger = study.Ledger;
        yield return (texts["power.year"], Range(0.001 * ledger.TotalKwh, "MWh"));
        yield return (texts["power.day"], Range(ledger.KwhPerDay, "kWh"));
        if (ledger.KwhPerFraction is { } fraction) yield return (texts.Format("power.fraction", ledger.Fractions), Range(fraction, "kWh", "0.0"));
        foreach (var peak in ledger.Peaks) yield return (texts.Format("power.peak", peak.IntervalMinutes, peak.Day + 1, PowerWords.Clock(peak.StartSeconds)), Range(peak.KiloWatt, "kW"));
        if (study.Nights is { } nights) yield return (texts["power.night"], Range(0.001 * nights.SavedKwh, "MWh"));
        if (study.CarbonKg is { } carbon) yield return (texts["power.carbon"], Range(0.001 * carbon, "t"));
        if (study.Bill is { } bill) yield return (texts["power.bill"], Range(bill.Total, study.Input.Tariff!.Currency));
    }

    private static IEnumerable<string> Storage(PowerStudy study, ReportTexts texts)
    {
        if (study.Pulses is { } pulses)
        {
            var (low, high) = (pulses.Low.Levelling, pulses.High.Levelling);
            yield return texts.Format("power.pulses", Range(Ordered(low.UsedKwh, high.UsedKwh), "kWh", "0.000"), Range(Ordered(0.001 * low.PowerKiloWatt, 0.001 * high.PowerKiloWatt), "MW", "0.00"));
        }

        if (study.Storage is { } storage)
        {
            yield return texts.Format("power.storage", Range(Ordered(storage.Low.SunKwp, storage.High.SunKwp), "kWp"),
                Range(Ordered(storage.Low.PowerKiloWatt, storage.High.PowerKiloWatt), "kW"), Range(Ordered(storage.Low.EnergyKwh, storage.High.EnergyKwh), "kWh"));
        }
        else if (study.Input.Storage is not null)
        {
            yield return texts["power.storageElsewhere"];
        }
    }

    private static Plot Day(PowerStudy study, ReportTexts texts)
    {
        var day = study.BusiestDayMinutes;
        double[] hours = [.. day.LowKiloWatt.Select((_, minute) => minute / 60.0)];
        return new Plot(new PlotAxis(texts["power.hour"]) { Minimum = 0, Maximum = 24 }, new PlotAxis(texts["power.load"]) { Minimum = 0 },
        [
            new BandSeries(texts["power.ends"], PlotPalette.At(0), hours, day.LowKiloWatt, day.HighKiloWatt),
            new LineSeries("", PlotPalette.At(0), hours, day.HighKiloWatt) { Thickness = 0.7f },
        ])
        { Title = texts.Format("power.busiest", study.BusiestDay + 1) };
    }

    private static string Range(ValueRange range, string unit, string format = "#,0")
    {
        var (low, high) = (range.Low.ToString(format, CultureInfo.InvariantCulture), range.High.ToString(format, CultureInfo.InvariantCulture));
        return low == high ? $"{low} {unit}" : $"{low}–{high} {unit}";
    }

    private static ValueRange Ordered(double a, double b) => new(Math.Min(a, b), Math.Max(a, b));
}
