using System.Globalization;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Plots;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Physics.Ions;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.App.Reports.Machines;

/// <summary>A beam model to look at: depth doses, LET, lateral components, fragments, spots in air, range table, sources. In English.</summary>
internal static class MachineReport
{
    private const float PlotHeight = 190;

    // As many curves as can be told apart in one plot.
    private const int MostCurves = 6;

    /// <summary>Composes the report.</summary>
    public static ReportContent Compose(BeamModel model) => new(model.Machine.Name, ReportLanguage.English,
    [
        .. model.Machine.Clinical ? Array.Empty<ReportBlock>() : [new CalloutBlock(CalloutKind.Note, "Not for clinical use", ["Nobody answers for this machine file in the clinic."])],
        .. Plots(model).Chunk(2).Select(pair => new FiguresBlock(PlotHeight, [.. pair.Select(plot => PlotPainter.Figure(plot))])),
        new HeadingBlock("Ranges and spots"),
        Ranges(model),
        new ParagraphBlock("Range: depth behind the nozzle where the depth dose has fallen to 80 % of its peak. Entrance over peak, and from the distal 80 to the distal 20 %, of the integral depth dose. Spot: sigma in air at the isocentre; core and widest component: sigma in water at the peak without the spot."),
        new HeadingBlock("Sources"),
        new TableBlock([new TableColumn("Quantity", ColumnAlign.Left), new TableColumn("Source", ColumnAlign.Left)], [.. model.Machine.Provenance.Select(figure => (TableCell[])[figure.Quantity, figure.Source])]),
    ])
    { Subtitle = FormattableString.Invariant($"Beam model of {model.Machine.Energies.Count} energies, {model.Machine.Ion.Symbol}; {(model.ContentHash.Length > 0 ? "SHA-256 " + model.ContentHash[..16] + "…" : "")}") };

    /// <summary>The plots, in the order of the report.</summary>
    public static IEnumerable<Plot> Plots(BeamModel model)
    {
        var shown = Shown(model.Energies);
        yield return Curves(shown, "Integral depth dose", "Gy·mm² per 10⁶ ions", beam => beam.IntegralDose, 1.12);
        yield return Curves(shown, "Dose-averaged LET", "keV/µm", beam => beam.DoseAveragedLet, 1.12);
        yield return Spots(model.Machine);
        yield return SpotsAlongBeam(model.Machine);
        foreach (var beam in new[] { shown[shown.Count / 2], shown[^1] }.Distinct())
        {
            yield return Components(beam, "Share of the dose by component", "share", component => component.Weight);
            yield return Components(beam, "Sigma in water by component", "mm", component => component.SigmaMm);
        }

        if (shown[^1].Spectra is { } spectra) yield return Fragments(shown[^1], spectra);
    }

    private static List<EnergyBeamData> Shown(IReadOnlyList<EnergyBeamData> beams)
    {
        var count = Math.Min(MostCurves, beams.Count);
        return [.. Enumerable.Range(0, count).Select(n => beams[count == 1 ? 0 : n * (beams.Count - 1) / (count - 1)])];
    }

    private static Plot Curves(List<EnergyBeamData> beams, string title, string unit, Func<EnergyBeamData, double[]> values, double beyond)
    {
        var last = beyond * beams.Max(beam => BeamModelGenerator.DistalDepthMm(beam, 0.8)) + 10;
        return new Plot(new PlotAxis("depth in water / mm") { Minimum = 0, Maximum = last }, new PlotAxis(unit) { Minimum = 0 },
            [.. beams.Select((beam, n) => new LineSeries(FormattableString.Invariant($"{beam.EnergyMeVPerU:0} MeV/u"), PlotPalette.At(n), beam.DepthMm, values(beam)))])
        { Title = title };
    }

    private static Plot Spots(Machine machine)
    {
        double[] energies = [.. machine.Energies.Select(energy => energy.EnergyMeVPerU)];
        return new Plot(new PlotAxis("MeV/u"), new PlotAxis("mm") { Minimum = 0 },
        [
            new LineSeries("x", PlotPalette.At(0), energies, [.. machine.Energies.Select(energy => AtIsocenter(energy, energy.SpotSigmaXMm))]),
            new LineSeries("y", PlotPalette.At(1), energies, [.. machine.Energies.Select(energy => AtIsocenter(energy, energy.SpotSigmaYMm))]) { Dash = 1 },
        ])
        { Title = "Spot sigma in air at the isocentre" };
    }

    private static Plot SpotsAlongBeam(Machine machine)
    {
        var count = Math.Min(MostCurves, machine.Energies.Count);
        var shown = Enumerable.Range(0, count).Select(n => machine.Energies[count == 1 ? 0 : n * (machine.Energies.Count - 1) / (count - 1)]);
        return new Plot(new PlotAxis("Zg / mm (positive upstream)"), new PlotAxis("mm") { Minimum = 0 },
            [.. shown.Select((energy, n) => new LineSeries(FormattableString.Invariant($"{energy.EnergyMeVPerU:0} MeV/u"), PlotPalette.At(n), energy.SpotZgMm, energy.SpotSigmaXMm))])
        { Title = "Spot sigma x in air" };
    }

    private static Plot Components(EnergyBeamData beam, string title, string unit, Func<LateralComponent, double[]> values)
    {
        var last = 1.3 * BeamModelGenerator.DistalDepthMm(beam, 0.8) + 20;
        return new Plot(new PlotAxis("depth in water / mm") { Minimum = 0, Maximum = last }, new PlotAxis(unit) { Minimum = 0 },
            [.. beam.Components.Select((component, n) => new LineSeries($"{n + 1} {component.Group.ToString().ToLowerInvariant()}", PlotPalette.At(n), beam.DepthMm, values(component)))])
        { Title = FormattableString.Invariant($"{title}, {beam.EnergyMeVPerU:0} MeV/u") };
    }

    private static Plot Fragments(EnergyBeamData beam, FluenceSpectra spectra)
    {
        var bins = spectra.EnergyEdgesMeVPerU.Length - 1;
        var depths = spectra.DepthMm.Length;
        var charges = spectra.Species.Select(species => species.Z).Distinct().OrderDescending().ToList();
        double[] Fluence(int charge) => [.. Enumerable.Range(0, depths).Select(d => spectra.Species.Select((species, s) => species.Z != charge ? 0
            : Enumerable.Range(0, bins).Sum(bin => (double)spectra.IonsPerPrimary[(s * depths + d) * bins + bin])).Sum())];
        return new Plot(new PlotAxis("depth in water / mm") { Minimum = 0 }, new PlotAxis("fluence over the plane, per primary") { Logarithmic = true, Minimum = 1e-3, Maximum = 3 },
            [.. charges.Select((charge, n) => new LineSeries(new Ion(charge, 2 * charge).Name.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), PlotPalette.At(n), spectra.DepthMm, Fluence(charge)) { Dash = n / 7 })])
        { Title = FormattableString.Invariant($"Fluence by element, {beam.EnergyMeVPerU:0} MeV/u") };
    }

    private static TableBlock Ranges(BeamModel model) => new(
        [
            new TableColumn("MeV/u"), new TableColumn("range, mm"), new TableColumn("peak, Gy·mm²/10⁶"), new TableColumn("entrance/peak"), new TableColumn("80–20 %, mm"),
            new TableColumn("spot σ x, y, mm"), new TableColumn("core σ, mm"), new TableColumn("widest σ, mm"),
        ],
        [.. model.Machine.Energies.Select((energy, n) => Row(energy, model.Energies[n]))]);

    private static TableCell[] Row(MachineEnergy energy, EnergyBeamData beam)
    {
        var peak = Array.IndexOf(beam.IntegralDose, beam.IntegralDose.Max());
        return
        [
            Text($"{energy.EnergyMeVPerU:0.00}"), Text($"{energy.RangeMm:0.00}"), Text($"{beam.IntegralDose[peak]:0.00}"), Text($"{beam.IntegralDose[0] / beam.IntegralDose[peak]:0.000}"),
            Text($"{BeamModelGenerator.DistalDepthMm(beam, 0.2) - energy.RangeMm:0.00}"), Text($"{AtIsocenter(energy, energy.SpotSigmaXMm):0.00}, {AtIsocenter(energy, energy.SpotSigmaYMm):0.00}"),
            Text($"{beam.Components[0].SigmaMm[peak]:0.00}"), Text($"{beam.Components.Max(component => component.SigmaMm[peak]):0.0}"),
        ];
    }

    // The table descends in Zg; 0 is the isocentre.
    private static double AtIsocenter(MachineEnergy energy, double[] sigmaMm)
    {
        for (var n = 1; n < sigmaMm.Length; n++)
        {
            if (energy.SpotZgMm[n] > 0) continue;
            var share = energy.SpotZgMm[n - 1] / (energy.SpotZgMm[n - 1] - energy.SpotZgMm[n]);
            return sigmaMm[n - 1] + share * (sigmaMm[n] - sigmaMm[n - 1]);
        }

        return sigmaMm[^1];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
