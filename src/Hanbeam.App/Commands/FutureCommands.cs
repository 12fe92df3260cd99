using System.CommandLine;
using Hanbeam.App.Terminal;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary>Commands of the contract that this version cannot do yet: refused by name, never ignored.</summary>
internal static class FutureCommands
{
    public static IReadOnlyList<string> Names { get; } = ["exchange", "select", "serve"];

    public static IEnumerable<Command> Create(CommandConsole console) => Names.Select(name => Refusing(name, name, console));

    /// <summary>A command that says that it is not there yet, whatever follows its name.</summary>
    public static Command Refusing(string name, string fullName, CommandConsole console)
    {
        var command = new Command(name, "Not in this version yet.") { Hidden = true, TreatUnmatchedTokensAsErrors = false };
        command.Arguments.Add(new Argument<string[]>("anything") { Arity = ArgumentArity.ZeroOrMore });
        command.SetAction(parse => CommandRun.Execute(parse, console, _ => throw new InputException($"'hanbeam {fullName}' is not in this version yet.")));
        return command;
    }
}
