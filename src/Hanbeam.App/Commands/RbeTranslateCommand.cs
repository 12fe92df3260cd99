using System.CommandLine;
using System.Globalization;
using Hanbeam.App.Output;
using Hanbeam.App.Terminal;
using Hanbeam.App.Translation;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.Translation;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.BroadFields;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam rbe translate</c>: a prescription or a constraint carried from one RBE model to another.</summary>
internal static class RbeTranslateCommand
{
    private const int MostFractions = 100;
    private const string DefaultMachine = "generic-synchrotron";

    private static readonly Option<string?> From = new("--from") { HelpName = "MODEL", Description = "Model of the dose given." };
    private static readonly Option<string?> Dose = new("--dose") { HelpName = "GYRBE", Description = "The dose given, all fractions together, Gy(RBE)." };
    private static readonly Option<string?> Protocol = new("--protocol") { HelpName = "NAME", Description = "Instead of --from and --dose: a published protocol, such as qst/prostate-51.6-12, on the scale of its beams." };
    private static readonly Option<string> To = new("--to") { Required = true, HelpName = "MODEL", Description = "Model of the dose asked for." };
    private static readonly Option<string?> Fractions = new("--fractions") { HelpName = "N", Description = "Number of fractions; a protocol knows its own." };
    private static readonly Option<string?> Cube = new("--cube") { HelpName = "MM", Description = "Edge of a target cube in water; default: cubes of 40, 80 and 120 mm." };
    private static readonly Option<string?> Depth = new("--depth") { HelpName = "MM", Description = "Depth of the cube's centre; default: 100, 150 and 200 mm." };
    private static readonly Option<string?> Fields = new("--fields") { HelpName = "1|2", Description = "One field or two opposed ones; default: both." };
    private static readonly Option<string?> PlanFolderPath = new("--plan") { HelpName = "PLANDIR", Description = "Instead of cubes: the radiation of this plan." };
    private static readonly Option<string?> Structure = new("--structure") { HelpName = "NAME", Description = "Where: a structure of the plan (default: its targets); of cubes target (default), entrance or behind." };
    private static readonly Option<string?> MachinePath = new("--machine") { HelpName = "M", Description = $"The machine whose spectra are used; default: {DefaultMachine}, or the plan's." };
    private static readonly Option<string?> Out = new("--out") { HelpName = "DIR", Description = "Also write translation.json, the curve as CSV and its plot." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("translate", "Carry a prescription or a constraint from one RBE model to another.",
            "hanbeam rbe translate --protocol qst/head-and-neck-57.6-16 --to lem1:chordoma");
        foreach (var option in new Option[] { From, Dose, Protocol, To, Fractions, Cube, Depth, Fields, PlanFolderPath, Structure, MachinePath, Out }) command.Options.Add(option);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        using var folder = run.Parse.GetValue(Out) is { } path ? OutputFolder.Create(path, run.Force) : null;
        var request = Request(run);
        var document = run.Parse.GetValue(PlanFolderPath) is { } plan ? OfPlan(run, request, plan) : OfCubes(run, request);
        foreach (var warning in document.Warnings) run.Warn(warning);
        if (folder is not null)
        {
            TranslationFiles.Write(folder, document);
            folder.Commit();
        }

        if (run.Json) run.WriteJson(document);
        else Print(run, document, folder);
        return ExitCodes.Done;
    }

    private static TranslationRequest Request(CommandRun run)
    {
        var to = RbeModels.Get(run.Parse.GetRequiredValue(To));
        var region = run.Parse.GetValue(Structure) ?? "target";
        if (run.Parse.GetValue(Protocol) is { } name)
        {
            foreach (var option in new[] { From, Dose })
                if (run.Parse.GetValue(option) is not null) throw new InputException($"{option.Name} stands beside --protocol, which says it.");
            var protocol = TreatmentProtocols.Get(name);
            if (Number(run, Fractions, 1, MostFractions) is { } wanted && wanted != protocol.Fractions)
                throw new InputException(FormattableString.Invariant($"--fractions {wanted} is not the {protocol.Fractions} fractions of {name}; give its dose with --from, --dose and --fractions instead."));
            return new TranslationRequest(RbeModels.Get(protocol.RbeModel), to, protocol.DoseGyRbe, protocol.Fractions, protocol, region);
        }

        var from = run.Parse.GetValue(From) ?? throw new InputException("rbe translate needs --from MODEL with --dose and --fractions, or --protocol NAME.");
        var fractions = Number(run, Fractions, 1, MostFractions) ?? throw new InputException("rbe translate needs --fractions N: the factor depends on the dose of a fraction.");
        if (fractions != Math.Floor(fractions)) throw new InputException(FormattableString.Invariant($"--fractions {fractions} is not a whole number."));
        var dose = Number(run, Dose, 0.01, 1000) ?? throw new InputException("rbe translate needs --dose GYRBE, the dose of all fractions together.");
        return new TranslationRequest(RbeModels.Get(from), to, dose, (int)fractions, null, region);
    }

    private static TranslationDocument OfCubes(CommandRun run, TranslationRequest request)
    {
        var region = Enum.TryParse<FieldRegion>(request.Region, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known
            : throw new InputException($"--structure {request.Region} is no region of a cube; {NearestName.Suggestion(request.Region, ["target", "entrance", "behind"])}, and --plan names a plan with structures");
        var fields = Chosen(run);
        run.Context.Report("reading the machine", 0);
        var model = MachineFile.Read(MachineLibrary.Resolve(run.Parse.GetValue(MachinePath) ?? DefaultMachine));
        request = request with { From = MachineRbe.For(request.From, model), To = MachineRbe.For(request.To, model) };
        var planner = new BroadFieldPlanner(model, run.Context);
        var settings = new List<(string, IReadOnlyList<RadiationQuality>)>();
        foreach (var field in fields)
        {
            run.Context.Report("fields", settings.Count / (double)fields.Count);
            settings.Add((field.ToString(), BroadFieldQuality.Of(planner, field, region, request.From, request.To, request.TotalGyRbe / request.Fractions)));
        }

        return TranslationBuilder.Build(request, settings,
        [
            $"Cubes in water, on the axis of fields of the machine {model.Machine.Name} without divergence, planned flat in {request.From.Name} at the dose of the fraction; opposed fields are given in every fraction.",
            "The band over settings is that of their means; 5 and 95 % are within a setting. The curve keeps the radiation of the plans at the dose asked for.",
        ]);
    }

    private static TranslationDocument OfPlan(CommandRun run, TranslationRequest request, string path)
    {
        foreach (var option in new[] { Cube, Depth, Fields })
            if (run.Parse.GetValue(option) is not null) throw new InputException($"{option.Name} is about cubes and stands beside --plan.");
        var warnings = new List<string>();
        var radiation = PlanRadiation.Of(path, run.Parse.GetValue(MachinePath), (request.From, request.To), run.Context, warnings);
        var names = run.Parse.GetValue(Structure) is { } name ? [name] : radiation.Targets;
        if (names.Count == 0) throw new InputException($"{path} has no prescription, so --structure must say where; {NearestName.Suggestion("", [.. radiation.Names])}");
        var document = TranslationBuilder.Build(request with { From = radiation.Models.From, To = radiation.Models.To, Region = string.Join(", ", names) }, [.. names.Select(one => (one, radiation.Points(one)))],
        [
            $"The radiation of the plan {path}, calculated anew from its spots; 5 and 95 % are of the structure's volume that gets at least 1 % of the plan's highest dose.",
            "Every voxel is taken to have the dose asked for, with its own mix of ions: the answer is about a dose in this radiation, not about the dose that the voxel has.",
        ]);
        return document with { Warnings = [.. warnings, .. document.Warnings] };
    }

    private static List<BroadField> Chosen(CommandRun run)
    {
        var (cube, depth, fields) = (Number(run, Cube, 5, 300), Number(run, Depth, 5, 400), Number(run, Fields, 1, 2));
        if (fields is not (null or 1 or 2)) throw new InputException(FormattableString.Invariant($"--fields {fields} must be 1 or 2."));
        var chosen = BroadFieldQuality.Settings.Select(setting => new BroadField(cube ?? setting.CubeMm, depth ?? setting.DepthMm, fields is { } count ? (int)count : setting.Fields)).Distinct().ToList();

        // Of the settings nobody named, those stay that lie below the surface.
        return cube is null || depth is null ? [.. chosen.Where(field => field.NearMm >= 20)] : chosen;
    }

    private static double? Number(CommandRun run, Option<string?> option, double lowest, double highest)
    {
        if (run.Parse.GetValue(option) is not { } text) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= lowest && value <= highest
            ? value : throw new InputException(FormattableString.Invariant($"{option.Name} {text} is not a number from {lowest} to {highest}."));
    }

    private static void Print(CommandRun run, TranslationDocument document, OutputFolder? folder)
    {
        void Line(FormattableString text) => run.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        Line($"{document.FromGyRbe:F2} Gy(RBE) {document.From} in {document.Fractions} fractions, {document.FromPerFractionGyRbe:F2} each{(document.Protocol is null ? "" : $" ({document.Protocol})")}");
        Line($"{document.ToGyRbe:F2} Gy(RBE) {document.To} in {document.Fractions} fractions, {document.ToPerFractionGyRbe:F2} each; factor {document.Factor:F2}; {document.Region}");
        Line($"band: {document.LowPerFractionGyRbe:F2} to {document.HighPerFractionGyRbe:F2} Gy(RBE) each, {document.LowPerFractionGyRbe * document.Fractions:F1} to {document.HighPerFractionGyRbe * document.Fractions:F1} in all");
        run.WriteLine();
        Line($"{"setting",-62}{"mean",7}{"5 %",7}{"95 %",7}{"LET keV/µm",12}");
        foreach (var setting in document.Settings)
            Line($"{setting.Setting,-62}{setting.Dose.ToGyRbe,7:F2}{setting.Dose.LowGyRbe,7:F2}{setting.Dose.HighGyRbe,7:F2}{setting.Dose.LetKeVPerUm,12:F1}");
        run.WriteLine();
        foreach (var assumption in document.Assumptions) run.WriteLine(assumption);
        if (folder is not null) run.WriteLine($"{folder.Target}: translation.json, curve.csv, curve.png");
    }
}
