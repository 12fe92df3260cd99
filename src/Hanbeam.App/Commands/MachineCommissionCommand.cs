using System.CommandLine;
using System.Globalization;
using Hanbeam.App.Machines;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Machines;
using Hanbeam.App.Terminal;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.BeamModels.Commissioning;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam machine commission</c>: fits a beam model to measurements.</summary>
internal static class MachineCommissionCommand
{
    private static readonly Argument<string> Data = new("DATA.yaml") { Description = "What was measured (docs/formats/commissioning.md)." };
    private static readonly Option<string?> Report = new("--report") { HelpName = "FILE.pdf", Description = "The report; default: beside the machine file, with the ending .pdf." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var commission = new HanbeamCommand("commission", "Fit a machine file to measurements: depth doses, spot profiles, field-size factors, absolute doses.",
            "hanbeam machine commission measured/data.yaml --out ours.machine");
        commission.Arguments.Add(Data);
        commission.Options.Add(MachineBuildCommand.Out);
        commission.Options.Add(Report);
        foreach (var option in new Option[] { MachineBuildCommand.Engine, MachineBuildCommand.Uncertainty, MachineBuildCommand.Seed }) commission.Options.Add(option);
        commission.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return commission;
    }

    private static int Run(CommandRun run)
    {
        var path = MachineBuildCommand.Target(run);
        var report = run.Parse.GetValue(Report) ?? Path.ChangeExtension(path, ".pdf");
        if (!report.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase)) throw new InputException($"--report {report}: the report is written as PDF, so name a file that ends so.");
        if (File.Exists(report) && !run.Force) throw new InputException($"{report} exists; give --force to replace it.");
        var (data, files) = CommissioningYaml.Read(run.Parse.GetRequiredValue(Data));
        var seed = run.Parse.GetValue(MachineBuildCommand.Seed);
        if (MachineBuildCommand.UsesMonteCarlo(run)) data = data with { MonteCarloUncertainty = MachineBuildCommand.UncertaintyOf(run), Seed = (ulong)seed };
        var result = MachineCommissioning.Run(data, run.Context);
        result = result with { Model = data.MonteCarloUncertainty is { } uncertainty ? BeamModelOrigin.MonteCarlo(result.Model, uncertainty, seed) : BeamModelOrigin.Deterministic(result.Model) };
        MachineFile.Write(path, result.Model);
        AtomicFile.Write(report, stream => ReportPdf.Write(stream, CommissioningReport.Compose(data, result, files), run.Timestamp));
        if (run.Json) run.WriteJson(new { machine = path, report, result.Passed, result.RippleWidthMm, result.HaloFitted, result.HaloDose, result.HaloSigma, result.HaloTurns, result.ReducedChiSquare, result.Energies, result.HeldOutMeasurements, result.HeldOut, result.Figures });
        else foreach (var line in Describe(result, path, report)) run.WriteLine(line);
        return ExitCodes.Done;
    }

    private static IEnumerable<string> Describe(CommissioningResult result, string path, string report)
    {
        yield return "  MeV/u    beam MeV/u        range shift mm    energy spread %   spot x, y mm   ions per MU";
        foreach (var energy in result.Energies)
        {
            yield return Text($"  {energy.NominalMeVPerU,-8:0.00} {energy.BeamEnergyMeVPerU.Value,7:0.00} ± {energy.BeamEnergyMeVPerU.Uncertainty:0.00}    {energy.RangeShiftMm.Value,6:+0.00;-0.00} ± {energy.RangeShiftMm.Uncertainty:0.00}")
                + Text($"   {100 * energy.RelativeEnergySpread.Value,6:0.000} ± {100 * energy.RelativeEnergySpread.Uncertainty:0.000}   {Sigma(energy.SpotSigmaXMm)}, {Sigma(energy.SpotSigmaYMm)}   {(energy.IonsPerMonitorUnit is { } ions ? Text($"{ions.Value:0.###e+0} ± {100 * ions.Uncertainty / ions.Value:0.0} %") : "-")}");
        }

        if (result.Model.Machine.RippleFilter is not null) yield return Text($"  ripple filter {result.RippleWidthMm.Value:0.00} ± {result.RippleWidthMm.Uncertainty:0.00} mm wide");
        if (result.HaloFitted) yield return Text($"  halo, effective factors, which also take up what its Gaussians miss: dose × {result.HaloDose:0.00}, width × {result.HaloSigma:0.00}");
        if (result.HeldOutMeasurements is null) yield return "  nothing was kept out of the fit: the verdict is on what was fitted";
        else yield return Text($"  {result.HeldOut.Count(figure => figure.Passed)} of {result.HeldOut.Count} figures of what was kept out of a first fit keep their tolerance: {result.HeldOutMeasurements}");
        yield return Text($"  {result.Figures.Count(figure => figure.Passed)} of {result.Figures.Count} figures of the finished model keep their tolerance");
        foreach (var figure in result.HeldOut.Concat(result.Figures).Where(figure => !figure.Passed)) yield return Text($"  not kept: {figure.Quantity}, {figure.EnergyMeVPerU:0.##} MeV/u: {figure.Difference:+0.00;-0.00} {figure.DifferenceUnit}, tolerance {figure.Tolerance:0.##} {figure.DifferenceUnit}");
        yield return $"machine {path}";
        yield return $"report {report}";
    }

    private static string Sigma(FittedFigure? sigma) => sigma is { } known ? Text($"{known.Value:0.00}") : "-";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
