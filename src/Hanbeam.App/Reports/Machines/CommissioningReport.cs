using System.Globalization;
using Hanbeam.App.Output;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Plots;
using Hanbeam.Dose.BeamModels.Commissioning;

namespace Hanbeam.App.Reports.Machines;

/// <summary>The report of a commissioning: verdict, what was found, every figure against its tolerance, every curve with its residual. In English, as its readers' protocols are.</summary>
internal static class CommissioningReport
{
    private const float DepthDoseHeight = 150;
    private const float ProfileHeight = 115;
    private const double PeakReachMm = 12;

    /// <summary>Composes the report.</summary>
    /// <param name="data">What was measured.</param>
    /// <param name="result">What was found.</param>
    /// <param name="files">Files that were read.</param>
    public static ReportContent Compose(CommissioningData data, CommissioningResult result, IReadOnlyList<string> files) => new(data.Name, ReportLanguage.English,
    [
        Verdict(result),
        .. Found(data, result),
        .. Figures("Figures of what was kept out", result.HeldOut, $"A first fit left out {result.HeldOutMeasurements}. These figures are of that part, which the fit has not seen; energies between the fitted ones are interpolated in range."),
        .. Figures("Figures of the finished model", result.Figures, "The finished model is fitted to all measurements: its figures say how well it follows what it was made of."),
        .. Curves(result),
        .. Method(data),
        .. Files(files),
    ])
    { Subtitle = "Commissioning of a beam model: what measurements say, and how the model meets them" };

    private static CalloutBlock Verdict(CommissioningResult result)
    {
        var (all, failed) = (result.HeldOut.Count + result.Figures.Count, result.HeldOut.Concat(result.Figures).Where(figure => !figure.Passed).ToList());
        var judged = result.HeldOutMeasurements is { } held
            ? $"The verdict rests on {result.HeldOut.Count} figures of measurements that a first fit left out: {held}. The finished model is fitted to all; its {result.Figures.Count} figures count too."
            : "Nothing was kept out (fewer than three depth doses, or holdOut: false), so the verdict rests on the measurements that were fitted: it does not say how well others would be met.";
        if (failed.Count == 0) return new CalloutBlock(CalloutKind.Note, "Verdict: within tolerance", [$"All {all} figures keep their tolerances. {judged} Whether that is enough for a purpose is for a physicist to say."]);
        return new CalloutBlock(CalloutKind.Warning, "Verdict: not within tolerance", [$"{failed.Count} of {all} figures miss their tolerance. {judged}",
            .. result.HeldOut.Where(figure => !figure.Passed).Select(figure => Missed(figure, "kept out")), .. result.Figures.Where(figure => !figure.Passed).Select(figure => Missed(figure, "finished model"))]);
    }

    private static string Missed(ComparedFigure figure, string which) => Text($"• {figure.Quantity}, {figure.EnergyMeVPerU:0.##} MeV/u ({which}): {Difference(figure)}, tolerance {Tolerance(figure)}");

    private static IEnumerable<ReportBlock> Found(CommissioningData data, CommissioningResult result)
    {
        yield return new HeadingBlock("What was found");
        var facts = new List<(string, string)> { ("Depth-dose curves", Text($"{data.DepthDoses.Count}")), ("Chi-square per degree of freedom", Text($"{result.ReducedChiSquare:0.00}")) };
        if (result.Model.Machine.RippleFilter is not null) facts.Add(("Ripple filter, width of its spread", Figure(result.RippleWidthMm, "0.00", " mm") + (result.RippleWidthMm.Uncertainty > 0 ? "" : " (given)")));
        if (result.HaloFitted) facts.AddRange([("Halo, effective factor on its dose", Text($"{result.HaloDose:0.00}")), ("Halo, effective factor on its sigma", Text($"{result.HaloSigma:0.00}"))]);
        yield return new FactsBlock(facts);
        yield return new TableBlock(
            [
                new TableColumn("MeV/u"), new TableColumn("beam, MeV/u"), new TableColumn("range shift, mm"), new TableColumn("energy spread (1σ), %"),
                new TableColumn("spot σ x, mm"), new TableColumn("spot σ y, mm"), new TableColumn("ions per MU"),
            ],
            [.. result.Energies.Select(energy => (TableCell[])
            [
                Text($"{energy.NominalMeVPerU:0.00}"), Figure(energy.BeamEnergyMeVPerU, "0.00", ""), Figure(energy.RangeShiftMm, "+0.00;-0.00", ""),
                Figure(new FittedFigure(100 * energy.RelativeEnergySpread.Value, 100 * energy.RelativeEnergySpread.Uncertainty), "0.000", ""),
                energy.SpotSigmaXMm is { } x ? Figure(x, "0.00", "") : "–", energy.SpotSigmaYMm is { } y ? Figure(y, "0.00", "") : "–",
                energy.IonsPerMonitorUnit is { } ions ? Text($"{ions.Value:0.000e+0} ± {100 * ions.Uncertainty / ions.Value:0.0} %") : "–",
            ])]);
        yield return new ParagraphBlock(Text($"± is the standard uncertainty (k = 1) of the fit, scaled up where points scatter more than stated. In energies and range shifts are {data.DepthOffsetUncertaintyMm:0.##} mm of offset that all depths have in common: without it ranges are known to {result.Energies.Min(e => e.FitUncertaintyMm):0.000}–{result.Energies.Max(e => e.FitUncertaintyMm):0.000} mm, which is what differences between energies are known to. Range shift: against the csda range of the nominal energy. Spots: in air at the isocentre. The halo's factors are effective: they also take up what its Gaussians miss, which is more than the noise of the fit, so they have no ±. Energies between the measured ones are interpolated in range.")
            + (result.HaloTurns > 1 ? Text($" Depth doses and halo were fitted in {result.HaloTurns} turns, as a chamber of finite size loses of the one what the other carries past it.") : ""));
    }

    private static IEnumerable<ReportBlock> Figures(string heading, IReadOnlyList<ComparedFigure> figures, string text)
    {
        if (figures.Count == 0) yield break;
        yield return new HeadingBlock(heading);
        yield return new ParagraphBlock(text);
        yield return new TableBlock(
            [new TableColumn("Figure", ColumnAlign.Left), new TableColumn("MeV/u"), new TableColumn("measured"), new TableColumn("model"), new TableColumn("difference"), new TableColumn("tolerance"), new TableColumn("")],
            [.. figures.Select(figure => (TableCell[])
            [
                figure.Quantity, Text($"{figure.EnergyMeVPerU:0.##}"), double.IsNaN(figure.Measured) ? "" : Value(figure.Measured, figure.Unit), Value(figure.Modelled, figure.Unit),
                Difference(figure), Tolerance(figure), new TableCell("", figure.Passed ? TrafficLight.Met : TrafficLight.Missed),
            ])]);
    }

    private static IEnumerable<ReportBlock> Curves(CommissioningResult result)
    {
        foreach (var kind in result.Curves.GroupBy(curve => curve.Kind).OrderBy(group => group.Key))
        {
            ReportBlock[] rows = kind.Key == ComparedCurveKind.DepthDose
                ? [.. kind.Select(curve => new FiguresBlock(DepthDoseHeight, [PlotPainter.Figure(Curve(curve)), PlotPainter.Figure(Peak(curve)), PlotPainter.Figure(Residual(curve))]))]
                : [.. kind.Chunk(2).Select(pair => new FiguresBlock(ProfileHeight, [.. pair.SelectMany(curve => new[] { PlotPainter.Figure(Curve(curve)), PlotPainter.Figure(Residual(curve)) })]))];
            yield return new TogetherBlock([.. Heading(kind.Key), rows[0]]);
            foreach (var row in rows.Skip(1)) yield return row;
        }
    }

    private static IEnumerable<ReportBlock> Heading(ComparedCurveKind kind)
    {
        yield return new HeadingBlock(kind switch { ComparedCurveKind.DepthDose => "Integral depth doses", ComparedCurveKind.SpotInAir => "Spots in air", _ => "Spots in water" });
        yield return new ParagraphBlock(kind switch
        {
            ComparedCurveKind.DepthDose => "Dose over the model's peak, all of it and about the peak; measured curves are scaled by least squares. Right: measured less modelled in per cent of the peak, and gamma.",
            ComparedCurveKind.SpotInAir => "Dose over the model's highest, and beside it measured less modelled in per cent of the highest.",
            _ => "Dose over the model's highest, on a logarithmic axis for the halo, and beside it measured less modelled in per cent of the highest.",
        });
    }

    private static Plot Curve(ComparedCurve curve) => new(new PlotAxis(curve.XLabel), curve.Kind == ComparedCurveKind.SpotInWater
        ? new PlotAxis("dose over highest") { Logarithmic = true, Minimum = 1e-4, Maximum = 2 } : new PlotAxis("dose over highest") { Minimum = 0, Maximum = 1.1 }, Series(curve))
    { Title = curve.Title };

    // About the peak, as far as its fall-off and its width reach.
    private static Plot Peak(ComparedCurve curve)
    {
        var at = curve.ModelX[Array.IndexOf(curve.Model, curve.Model.Max())];
        int[] near = [.. Enumerable.Range(0, curve.X.Length).Where(n => Math.Abs(curve.X[n] - at) <= PeakReachMm)];
        return new Plot(new PlotAxis(curve.XLabel) { Minimum = at - PeakReachMm, Maximum = at + PeakReachMm }, new PlotAxis("") { Minimum = 0, Maximum = 1.1 }, Series(curve with { X = [.. near.Select(n => curve.X[n])], Measured = [.. near.Select(n => curve.Measured[n])] })) { Title = "about the peak" };
    }

    private static PlotSeries[] Series(ComparedCurve curve) =>
        [new ScatterSeries("measured", PlotPalette.At(1), curve.X, curve.Measured), new LineSeries("model", PlotPalette.At(0), curve.ModelX, curve.Model)];

    private static Plot Residual(ComparedCurve curve)
    {
        var series = new List<PlotSeries> { new LineSeries(curve.Gamma is null ? "" : "difference, %", PlotPalette.At(0), curve.X, curve.Residual) };
        if (curve.Gamma is not null) series.Add(new LineSeries("gamma", PlotPalette.At(1), curve.X, curve.Gamma) { Dash = 1 });
        var largest = Math.Max(2, series.OfType<LineSeries>().SelectMany(line => line.Y).Max(Math.Abs));
        return new Plot(new PlotAxis(curve.XLabel), new PlotAxis("difference, %") { Minimum = -1.1 * largest, Maximum = 1.1 * largest }, series);
    }

    private static IEnumerable<ReportBlock> Method(CommissioningData data)
    {
        yield return new HeadingBlock("How");
        yield return new ParagraphBlock((data.MonteCarloUncertainty is { } noise ? Text($"Beams by Monte Carlo, {100 * noise:0.##} % at the peak, seed {data.Seed}. ") : "Beams by the deterministic transport. ") + "Mono-energetic pencils in water, folded with a Gaussian (energy spread) and a uniform (ripple filter), are fitted to the depth doses by least squares; spots in air by Gaussians and free flight; the halo's dose and width to field-size factors and profiles in water; ions per monitor unit to absolute doses. The figures above are read from the finished machine file. docs/methods/commissioning.md says more.");
        var limits = data.Tolerances;
        yield return new ParagraphBlock(Text($"Tolerances: range {limits.RangeMm:0.##} mm, fall-off {limits.DistalFalloffMm:0.##} mm, width {limits.PeakWidthMm:0.##} mm, plateau over peak {limits.PlateauToPeakPercent:0.##} %, gamma {limits.GammaDosePercent:0.##} %/{limits.GammaDistanceMm:0.##} mm for {limits.GammaPassPercent:0.##} % of the points, spot {limits.SpotSizePercent:0.##} %, field size {limits.FieldSizePercent:0.##} %, dose {limits.DosePercent:0.##} %."));
    }

    private static IEnumerable<ReportBlock> Files(IReadOnlyList<string> files)
    {
        yield return new HeadingBlock("Files");
        yield return new TableBlock([new TableColumn("File", ColumnAlign.Left), new TableColumn("SHA-256", ColumnAlign.Left)],
            [.. files.Distinct().Select(file => (TableCell[])[Path.GetFileName(file), HashedFile.HashOf(file)[..16] + "…"])]);
    }

    private static string Figure(FittedFigure figure, string format, string unit)
    {
        var digits = format.Split(';')[0].TrimStart('+');
        var value = (Math.Round(figure.Value, digits.Length - 2) + 0.0).ToString(format, CultureInfo.InvariantCulture);
        return (figure.Uncertainty > 0 ? value + " ± " + figure.Uncertainty.ToString(digits, CultureInfo.InvariantCulture) : value) + unit;
    }

    private static string Value(double value, string unit) => Text($"{value:0.###}") + (unit.Length > 0 ? " " + unit : "");

    private static string Difference(ComparedFigure figure) => double.IsNaN(figure.Measured) ? Text($"{figure.Difference:0.0} %") : Text($"{Math.Round(figure.Difference, 2) + 0.0:+0.00;-0.00} {figure.DifferenceUnit}"); // no sign of a zero

    private static string Tolerance(ComparedFigure figure) => double.IsNaN(figure.Measured) ? Text($"at least {figure.Tolerance:0.##} %") : Text($"{figure.Tolerance:0.##} {figure.DifferenceUnit}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
