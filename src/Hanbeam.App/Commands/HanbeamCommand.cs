using System.CommandLine;

namespace Hanbeam.App.Commands;

/// <summary>A command whose help ends with an example.</summary>
internal sealed class HanbeamCommand(string name, string description, string example) : Command(name, description)
{
    /// <summary>One line that can be typed as it stands.</summary>
    public string Example { get; } = example;
}
