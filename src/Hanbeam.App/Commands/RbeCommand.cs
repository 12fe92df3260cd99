using System.CommandLine;
using System.Globalization;
using Hanbeam.App.Terminal;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam rbe</c>: RBE models, their tables, and the way from one to another.</summary>
internal static class RbeCommand
{
    private static readonly Argument<string> Model = new("MODEL") { Description = "A name from 'rbe models'." };
    private static readonly Option<string?> Ion = new("--ion") { HelpName = "C", Description = "Ions such as C or 11C, separated by commas; default: H to C." };
    private static readonly Option<string?> Energies = new("--energies") { HelpName = "1,10,100", Description = "Energies, MeV/u; default: ten a decade." };
    private static readonly Option<string?> Set = new("--set") { HelpName = "NAME=V,…", Description = "Parameters to replace, such as alpha0=0.172,beta=0.0615,rd=0.32,rn=3.9,z0=49; of a local effect model alphax, betax, dt, rn." };

    /// <summary>The command and those below it.</summary>
    public static Command Create(CommandConsole console)
    {
        var rbe = new HanbeamCommand("rbe", "RBE models, their tables, and the way from one to another.", "hanbeam rbe table mmkm-qst --ion C --energies 1,10,100");
        var models = new HanbeamCommand("models", "List the RBE models.", "hanbeam rbe models");
        models.SetAction(parse => CommandRun.Execute(parse, console, List));
        var table = new HanbeamCommand("table", "Write a model's table as CSV.", "hanbeam rbe table mmkm-qst --ion C --energies 1,10,100");
        table.Arguments.Add(Model);
        foreach (var option in new[] { Ion, Energies, Set }) table.Options.Add(option);
        table.SetAction(parse => CommandRun.Execute(parse, console, Table));
        rbe.Subcommands.Add(models);
        rbe.Subcommands.Add(table);
        rbe.Subcommands.Add(RbeTranslateCommand.Create(console));
        return rbe;
    }

    private static int List(CommandRun run)
    {
        if (run.Json) run.WriteJson(RbeModels.Known.Select(model => new { model.Name, model.Description, model.Validity }));
        else
        {
            foreach (var (name, description, validity) in RbeModels.Known) run.WriteLine($"{name,-26}{description}\n{"",-26}valid: {validity}");
        }


        return ExitCodes.Done;
    }

    private static int Table(CommandRun run)
    {
        var ions = run.Parse.GetValue(Ion)?.Split(',', StringSplitOptions.TrimEntries);
        var energies = run.Parse.GetValue(Energies)?.Split(',').Select(text => Number("--energies", text)).ToArray();
        var rows = RbeTable.Rows(run.Parse.GetRequiredValue(Model), ions, energies, Settings(run.Parse.GetValue(Set))).ToArray();
        if (run.Json)
        {
            run.WriteJson(rows);
            return ExitCodes.Done;
        }

        run.WriteLine(RbeTable.Header);
        foreach (var row in rows) run.WriteLine(RbeTable.CsvLine(row));
        return ExitCodes.Done;
    }

    private static Dictionary<string, double>? Settings(string? text)
    {
        if (text is null) return null;
        var settings = new Dictionary<string, double>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (sides.Length != 2) throw new InputException($"--set {part} is not of the form name=value.");
            if (!settings.TryAdd(sides[0], Number("--set " + sides[0], sides[1]))) throw new InputException($"--set names {sides[0]} twice.");
        }

        return settings;
    }

    private static double Number(string option, string text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value : throw new InputException($"{option}: '{text}' is not a number.");
}
