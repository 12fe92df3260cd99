namespace Hanbeam.App.Commands;

/// <summary>The exit codes of the command line.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Hanbeam is at fault.</summary>
    public const int OurFault = 1;

    /// <summary>The input or the call is at fault.</summary>
    public const int InputFault = 2;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Cancelled = 130;
}
