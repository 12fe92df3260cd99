using System.CommandLine;
using System.Globalization;
using Hanbeam.App.Evaluation;
using Hanbeam.App.Output;
using Hanbeam.App.Reports.Evaluations;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Terminal;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Evaluation.Goals;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam evaluate</c>: dose–volume figures, comparisons and clinical goals of doses of any system.</summary>
internal static class EvaluateCommand
{
    private const int MostFractions = 1000;

    private static readonly Argument<string[]> Doses = new("DOSE|PLANDIR") { Arity = ArgumentArity.OneOrMore, Description = "RT Dose files, .mha images or plan folders; several are compared with the first." };
    private static readonly Option<string?> Structures = Text("--structures", "RTSTRUCT.dcm|DIR", "An RT Structure Set, a folder with one, or a folder of masks; a plan folder has its own.");
    private static readonly Option<string?> Rbe = Text("--rbe", "MODEL,MODEL…", "For a plan folder: RBE models to calculate its dose in. For a file: the model it is of, where it does not say.");
    private static readonly Option<string?> Tissue = Text("--tissue", "STRUCTURE=MODEL,…", "For a plan folder: structures with tissue parameters of their own, as in Brainstem=lem1:v79.");
    private static readonly Option<string?> Goals = Text("--goals", "G.yaml", "Clinical goals: a file, or a name from data/goals.");
    private static readonly Option<string?> Metrics = Text("--metrics", "M,M…", "Metrics to list, such as \"D95%[Gy(RBE)],V20Gy(RBE)[%]\".");
    private static readonly Option<string?> Prescription = Text("--prescription", "TARGET=DOSE,…", "Prescribed total doses, in the RBE model of the plan or of the doses; a plan folder has its own.");
    private static readonly Option<string?> Fractions = Text("--fractions", "N", "Number of fractions of dose files that do not say.");
    private static readonly Option<string?> Case = Text("--case", "CASE", "The case to use in place of the one that a plan folder was made from.");
    private static readonly Option<string?> Machine = Text("--machine", "M", "The machine to use in place of the one that a plan folder was made with.");
    private static readonly Option<bool> Sum = new("--sum") { Description = "Add the doses up, as their files hold them, and evaluate the sum." };
    private static readonly Option<bool> Report = new("--report") { Description = "Also write report.pdf into the folder of --out." };
    private static readonly Option<string?> Out = Text("--out", "DIR", "A folder to make, with evaluation.json, curves and tables.");

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("evaluate", "Dose–volume figures, comparison and clinical goals of doses of any system.",
            "hanbeam evaluate demo/plan --rbe mmkm-qst,lem1:chordoma --goals head-and-neck-mmkm-16");
        command.Arguments.Add(Doses);
        foreach (var option in new Option[] { Structures, Rbe, Tissue, Goals, Metrics, Prescription, Fractions, Case, Machine, Sum, Out, Report, ReportOptions.Language }) command.Options.Add(option);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        var (request, language) = (Request(run), ReportOptions.LanguageOf(run));
        if (run.Parse.GetValue(Report) && run.Parse.GetValue(Out) is null) throw new InputException("--report writes report.pdf into the folder of --out, which is missing.");
        using var folder = run.Parse.GetValue(Out) is { } target ? OutputFolder.Create(target, run.Force) : null;
        var warnings = new List<string>();
        var cases = new List<PatientCase>();
        var doses = EvaluationInputs.Read(request, run.Context, warnings, cases);
        run.Context.Report("histograms", 0);
        var document = EvaluationBuilder.Build(doses, request, warnings);
        if (folder is not null)
        {
            EvaluationWriter.Write(folder, document, doses);
            if (run.Parse.GetValue(Report)) folder.Write(() => ReportPdf.WriteFile(folder.PathOf("report.pdf"), EvaluationReport.Compose(document, doses, cases.FirstOrDefault(), language), run.Timestamp));
            folder.Commit();
        }

        foreach (var warning in document.Warnings) run.Warn(warning);
        if (run.Json) run.WriteJson(document);
        else EvaluationPrinter.Print(run, document);
        if (folder is not null && !run.Json) run.WriteLine($"written to {folder.Target}");
        return ExitCodes.Done;
    }

    private static EvaluationRequest Request(CommandRun run) => new()
    {
        Doses = run.Parse.GetRequiredValue(Doses),
        Structures = run.Parse.GetValue(Structures),
        Case = run.Parse.GetValue(Case),
        Machine = run.Parse.GetValue(Machine),
        RbeModels = List(run.Parse.GetValue(Rbe), "--rbe"),
        Tissues = Tissues(List(run.Parse.GetValue(Tissue), "--tissue")),
        Prescription = [.. List(run.Parse.GetValue(Prescription), "--prescription").Select(Target)],
        Fractions = FractionsOf(run),
        Sum = run.Parse.GetValue(Sum),
        Metrics = [.. List(run.Parse.GetValue(Metrics), "--metrics").Select(Metric.Parse)],
        Goals = run.Parse.GetValue(Goals) is { } goals ? GoalsYaml.Read(GoalLibrary.Resolve(goals)) : null,
    };

    private static string[] List(string? text, string option)
    {
        if (text is null) return [];
        var items = text.Split(',', StringSplitOptions.TrimEntries);
        return items.All(item => item.Length > 0) ? items : throw new InputException($"{option} '{text}' has an empty item between its commas.");
    }

    private static Dictionary<string, string> Tissues(string[] items)
    {
        var tissues = new Dictionary<string, string>();
        foreach (var item in items)
        {
            var at = item.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || at == item.Length - 1) throw new InputException($"--tissue {item} is not of the form STRUCTURE=MODEL, as in Brainstem=lem1:v79.");
            if (!tissues.TryAdd(item[..at].Trim(), item[(at + 1)..].Trim())) throw new InputException($"--tissue names {item[..at].Trim()} twice.");
        }

        return tissues;
    }

    private static TargetDose Target(string text)
    {
        var at = text.LastIndexOf('=');
        var dose = 0.0;
        var isTarget = at > 0 && double.TryParse(text.AsSpan(at + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out dose) && dose > 0 && double.IsFinite(dose);
        return isTarget ? new TargetDose(text[..at].Trim(), dose) : throw new InputException($"--prescription {text} is not of the form TARGET=DOSE with a dose above 0, as in PTV=57.6.");
    }

    private static int? FractionsOf(CommandRun run)
    {
        if (run.Parse.GetValue(Fractions) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var fractions) && fractions is >= 1 and <= MostFractions
            ? fractions : throw new InputException($"--fractions {text} is not a whole number from 1 to {MostFractions}.");
    }

    private static Option<string?> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };
}
