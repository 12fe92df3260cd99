using System.CommandLine;
using Hanbeam.App.Output;
using Hanbeam.App.Terminal;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam plan</c>: from a recipe to a plan folder.</summary>
internal static class PlanCommand
{
    private static readonly Argument<string> Recipe = new("RECIPE.yaml") { Description = "What is asked for (docs/formats/recipe.md)." };
    private static readonly Option<string> Out = new("--out") { Required = true, HelpName = "DIR", Description = "The folder to make." };
    private static readonly Option<string?> Picture = new("--picture") { HelpName = "FILE.png", Description = "Also draw the dose in three planes." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("plan", "Make a plan: spots, optimisation, deliverable plan, dose, files.",
            "hanbeam plan cases/recipes/openkbp_pt_112.yaml --out out/pt_112");
        command.Arguments.Add(Recipe);
        command.Options.Add(Out);
        command.Options.Add(Picture);
        command.Options.Add(ReportOptions.Language);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        using var folder = OutputFolder.Create(run.Parse.GetRequiredValue(Out), run.Force);
        return PlanRunner.Run(run, run.Parse.GetRequiredValue(Recipe), folder, run.Parse.GetValue(Picture));
    }
}
