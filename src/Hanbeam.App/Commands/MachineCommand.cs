using System.CommandLine;
using System.Globalization;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Machines;
using Hanbeam.App.Terminal;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam machine</c>: lists and shows beam models.</summary>
internal static class MachineCommand
{
    private static readonly Argument<string> Name = new("M") { Description = "A name from 'machine list', or the path of a machine file." };

    private static readonly Option<string?> Out = new("--out") { HelpName = "FILE.pdf", Description = "Also draw the model: depth doses, LET, lateral components, spots, range table, sources." };

    /// <summary>The command and those below it.</summary>
    public static Command Create(CommandConsole console)
    {
        var machine = new HanbeamCommand("machine", "List, inspect and make beam models.", "hanbeam machine show generic-synchrotron");
        var list = new HanbeamCommand("list", "List the machines that ship with Hanbeam.", "hanbeam machine list");
        list.SetAction(parse => CommandRun.Execute(parse, console, List));
        var show = new HanbeamCommand("show", "Show a machine's figures, its energies and ranges.", "hanbeam machine show generic-synchrotron --out generic-synchrotron.pdf");
        show.Arguments.Add(Name);
        show.Options.Add(Out);
        show.SetAction(parse => CommandRun.Execute(parse, console, Show));
        machine.Subcommands.Add(list);
        machine.Subcommands.Add(show);
        machine.Subcommands.Add(MachineBuildCommand.Create(console));
        machine.Subcommands.Add(MachineCommissionCommand.Create(console));
        machine.Subcommands.Add(MachineImportCommand.Create(console));
        return machine;
    }

    private static int List(CommandRun run)
    {
        var machines = MachineLibrary.Names().Select(name => (name, path: MachineLibrary.Resolve(name)))
            .Select(file => (file.name, file.path, MachineFile.Read(file.path).Machine))
            .Select(file => new { file.name, file.path, ion = file.Machine.Ion.Symbol, clinical = file.Machine.Clinical }).ToArray();
        if (run.Json) run.WriteJson(machines);
        else foreach (var machine in machines) run.WriteLine($"{machine.name}  {machine.ion}{(machine.clinical ? "" : ", not clinical")}");
        return ExitCodes.Done;
    }

    private static int Show(CommandRun run)
    {
        var path = MachineLibrary.Resolve(run.Parse.GetRequiredValue(Name));
        var report = run.Parse.GetValue(Out);
        if (report is not null && !report.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase)) throw new InputException($"--out {report}: the model is drawn as PDF, so name a file that ends so.");
        if (File.Exists(report) && !run.Force) throw new InputException($"{report} exists; give --force to replace it.");
        var model = MachineFile.Read(path);
        if (report is not null) AtomicFile.Write(report, stream => ReportPdf.Write(stream, MachineReport.Compose(model), run.Timestamp));
        if (run.Json) run.WriteJson(new { path, sha256 = model.ContentHash, spectra = model.Energies.All(beam => beam.Spectra is not null), model.Machine });
        else foreach (var line in Describe(model)) run.WriteLine(line);
        return ExitCodes.Done;
    }

    private static IEnumerable<string> Describe(BeamModel model)
    {
        var m = model.Machine;
        yield return $"{m.Name}{(m.Clinical ? "" : " (not for clinical use)")}";
        foreach (var (label, text) in Figures(m)) yield return $"  {label,-28}{text}";
        yield return $"  {"spectra",-28}{(model.Energies.All(beam => beam.Spectra is not null) ? "yes" : "no")}";
        yield return $"  {"SHA-256",-28}{model.ContentHash}";
        yield return "";
        yield return "  MeV/u    range mm   spot sigma in air at the isocentre x, y mm";
        foreach (var energy in m.Energies)
            yield return Text($"  {energy.EnergyMeVPerU,-8:0.00} {energy.RangeMm,8:0.00}   {AtIsocenter(energy.SpotZgMm, energy.SpotSigmaXMm):0.00}, {AtIsocenter(energy.SpotZgMm, energy.SpotSigmaYMm):0.00}");
        yield return "";
        yield return "  sources";
        foreach (var figure in m.Provenance) yield return $"    {figure.Quantity}: {figure.Source}";
    }

    private static IEnumerable<(string Label, string Text)> Figures(Machine m)
    {
        yield return ("ion", m.Ion.Symbol);
        yield return ("energies", Text($"{m.Energies.Count}, {m.Energies[0].EnergyMeVPerU:0.0} to {m.Energies[^1].EnergyMeVPerU:0.0} MeV/u"));
        yield return ("ranges", Text($"{m.Energies[0].RangeMm:0.0} to {m.Energies[^1].RangeMm:0.0} mm in water"));
        yield return ("source-axis distance x, y", Text($"{m.SourceAxisDistanceXMm:0}, {m.SourceAxisDistanceYMm:0} mm"));
        yield return ("nozzle exit to isocentre", Text($"{m.NozzleExitToIsocenterMm:0} mm"));
        yield return ("scan field x, y", Text($"{m.ScanFieldXMm:0}, {m.ScanFieldYMm:0} mm"));
        yield return ("ions per spot", Text($"{m.MinimumIonsPerSpot:0} to {m.MaximumIonsPerSpot:0}"));
        if (m.RippleFilter is { } ripple)
            yield return ("ripple filter", Text($"{ripple.Name}, {ripple.Material}, mean {ripple.MeanWaterEquivalentMm:0.0#}, at most {ripple.MaximumWaterEquivalentMm:0.0#} mm water-equivalent"));
        foreach (var shifter in m.RangeShifters)
            yield return ("range shifter", Text($"{shifter.Name}, {shifter.Material}, {shifter.WaterEquivalentMm:0.#} mm water-equivalent, face {shifter.DownstreamFaceToIsocenterMm:0} mm from the isocentre"));
        foreach (var port in m.Ports)
            yield return ("port", port.GantryAnglesDeg.Count == 0 ? $"{port.Name}: all angles" : $"{port.Name}: {string.Join(", ", port.GantryAnglesDeg.Select(angle => Text($"{angle:0.#}")))} degrees");
        yield return ("timing", m.Timing.DefaultMode);
        yield return ("extraction", Text($"{m.Timing.ExtractionIonsPerSecond:0.##e+0} ions/s, {m.Timing.StoredIons:0.##e+0} ions a cycle"));
    }

    // The table descends in Zg; 0 is the isocentre.
    private static double AtIsocenter(double[] zgMm, double[] sigmaMm)
    {
        for (var n = 1; n < zgMm.Length; n++)
        {
            if (zgMm[n] > 0) continue;
            return sigmaMm[n - 1] + zgMm[n - 1] / (zgMm[n - 1] - zgMm[n]) * (sigmaMm[n] - sigmaMm[n - 1]);
        }

        return sigmaMm[^1];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
