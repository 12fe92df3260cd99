using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Hanbeam.App.Terminal;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary>The tree of commands.</summary>
internal sealed class CommandLine
{
    private readonly CommandConsole console;
    private readonly RootCommand root;

    public CommandLine(CommandConsole console)
    {
        this.console = console;
        root = new RootCommand("Hanbeam: open software for a new heavy-ion cancer centre. For research, commissioning and education only; not a medical device.");
        GlobalOptions.AddTo(root);
        root.Subcommands.Add(PlanCommand.Create(console));
        root.Subcommands.Add(DemoCommand.Create(console));
        root.Subcommands.Add(DoseCommand.Create(console));
        root.Subcommands.Add(CheckCommand.Create(console));
        root.Subcommands.Add(EvaluateCommand.Create(console));
        root.Subcommands.Add(MachineCommand.Create(console));
        root.Subcommands.Add(RbeCommand.Create(console));
        root.Subcommands.Add(GammaCommand.Create(console));
        root.Subcommands.Add(CentreCommand.Create(console));
        root.Subcommands.Add(DicomCommand.Create(console));
        root.Subcommands.Add(VerifyCommand.Create(console));
        foreach (var command in FutureCommands.Create(console)) root.Subcommands.Add(command);
        foreach (var option in root.Options)
            if (option is HelpOption { Action: SynchronousCommandLineAction help }) option.Action = new ExampleHelpAction(help);
    }

    /// <summary>Parses and runs.</summary>
    public async Task<int> InvokeAsync(string[] args)
    {
        if (args.Length == 0)
        {
            await InvokeAsync(["--help"]);
            return ExitCodes.InputFault;
        }

        // A leading @ is part of a name such as water:100,100,100@2, never a file of arguments.
        var parse = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Errors.Count > 0 && parse.Action is not ExampleHelpAction)
        {
            var help = $"'{PathOf(parse.CommandResult)} --help'";
            console.Error.WriteLine("hanbeam: " + (UnknownCommand(parse) is { } sentence ? $"{sentence} See {help}." : $"{parse.Errors[0].Message.TrimEnd('.')}; see {help}."));
            return ExitCodes.InputFault;
        }

        var configuration = new InvocationConfiguration
        {
            Output = console.Out, Error = console.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
        };
        return await parse.InvokeAsync(configuration, console.Cancellation);
    }

    private static string? UnknownCommand(ParseResult parse)
    {
        var known = parse.CommandResult.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).ToArray();
        if (known.Length == 0 || parse.UnmatchedTokens.Count == 0 || parse.UnmatchedTokens[0].StartsWith('-')) return null;
        var nearest = NearestName.Of(parse.UnmatchedTokens[0], known);
        return $"There is no command '{parse.UnmatchedTokens[0]}'; {(nearest is null ? $"there are {string.Join(", ", known)}." : $"did you mean {nearest}?")}";
    }

    // The words that lead to a command, as they are typed.
    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : "hanbeam";
}
