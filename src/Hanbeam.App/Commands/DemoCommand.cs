using System.CommandLine;
using Hanbeam.App.Demo;
using Hanbeam.App.Output;
using Hanbeam.App.Terminal;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam demo</c>: the main job on a case that ships as code.</summary>
internal static class DemoCommand
{
    private static readonly Option<string> Out = new("--out") { HelpName = "DIR", Description = "The folder for case, recipe and plan; default: demo.", DefaultValueFactory = _ => "demo" };
    private static readonly Option<string?> Picture = new("--picture") { HelpName = "FILE.png", Description = "Also draw the dose in three planes." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("demo", "Write a head made by code as DICOM and plan it.", "hanbeam demo --out demo");
        command.Options.Add(Out);
        command.Options.Add(Picture);
        command.Options.Add(ReportOptions.Language);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        ReportOptions.LanguageOf(run);
        var root = Path.GetFullPath(run.Parse.GetRequiredValue(Out));
        var recipe = Path.Combine(root, "recipe.yaml");
        using var caseFolder = OutputFolder.Create(Path.Combine(root, "case"), run.Force);
        using var planFolder = OutputFolder.Create(Path.Combine(root, "plan"), run.Force);
        run.Context.Report("writing the head as DICOM", 0);
        caseFolder.Write(() => DemoCases.WriteHead(caseFolder.WorkPath, run.Timestamp));
        caseFolder.Commit(provisional: true);
        var code = Plan(run, recipe, caseFolder, planFolder);
        if (!run.Json)
        {
            run.WriteLine($"Open {Path.Combine(planFolder.Target, "report.pdf")} for a report about it, or load {caseFolder.Target} and {planFolder.Target} into 3D Slicer.");
            run.WriteLine("A browser view ('hanbeam serve') is not in this version yet.");
        }

        return code;
    }

    // Without a plan case and recipe go too: the next demo must not stumble over what a cancelled one left.
    private static int Plan(CommandRun run, string recipe, OutputFolder caseFolder, OutputFolder planFolder)
    {
        var hadRecipe = File.Exists(recipe);
        try
        {
            AtomicFile.Write(recipe, Recipe());
            return PlanRunner.Run(run, recipe, planFolder, run.Parse.GetValue(Picture));
        }
        catch
        {
            if (!hadRecipe) File.Delete(recipe);
            caseFolder.Withdraw();
            throw;
        }
    }

    private static string Recipe()
    {
        using var stream = typeof(DemoCommand).Assembly.GetManifestResourceStream("demo/recipe.yaml")
            ?? throw new InvalidOperationException("the demo's recipe is not part of this build");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
