using System.Text;

namespace Hanbeam.Tests.App;

/// <summary>Standard error that presses Ctrl-C when a stage begins.</summary>
internal sealed class StoppingWriter(string stage, CancellationTokenSource stop) : StringWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value)
    {
        if (value?.StartsWith(stage, StringComparison.Ordinal) == true) stop.Cancel();
        base.WriteLine(value);
    }
}
