using System.CommandLine;
using System.CommandLine.Invocation;

namespace Hanbeam.App.Commands;

/// <summary>The usual help, then the command's example.</summary>
internal sealed class ExampleHelpAction(SynchronousCommandLineAction inner) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = inner.Invoke(parseResult);
        if (parseResult.CommandResult.Command is HanbeamCommand command)
            parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {command.Example}\n");
        return code;
    }
}
