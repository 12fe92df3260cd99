using System.Runtime.InteropServices;
using System.Text;
using Hanbeam.App.Commands;
using Hanbeam.App.Output;
using Hanbeam.App.Terminal;

namespace Hanbeam.App;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        var signals = new StopSignals(cancellation.Cancel, OutputFolder.AbandonAll, TimeProvider.System);

        // A signal that is not held back ends the process.
        void Stop(PosixSignalContext signal) => signal.Cancel = signals.Handle();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return await RunAsync(args, new CommandConsole(Console.Out, Console.Error, !Console.IsErrorRedirected, cancellation.Token));
    }

    /// <summary>The whole command line, so that tests can run it in their own process.</summary>
    internal static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellation = default) =>
        RunAsync(args, new CommandConsole(output, error, ErrorIsTerminal: false, cancellation));

    private static Task<int> RunAsync(string[] args, CommandConsole console) => new CommandLine(console).InvokeAsync(args);
}
