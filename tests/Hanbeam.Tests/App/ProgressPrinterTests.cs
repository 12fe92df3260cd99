using Hanbeam.App.Terminal;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.App;

public sealed class ProgressPrinterTests
{
    [Fact]
    public void Report_NoTerminal_WritesALineAtEveryChangeOfStageOnly()
    {
        using var error = new StringWriter();
        var printer = new ProgressPrinter(error, isTerminal: false);
        foreach (var fraction in new[] { 0.0, 0.1, 0.2 }) printer.Report(new WorkProgress("influence", fraction, null));
        printer.Report(new WorkProgress("optimise", 0, "objective 3.2"));
        printer.Finish();

        // The test takes far less than the five seconds between lines of one stage.
        Assert.Equal("influence: 0 %\noptimise: 0 % (objective 3.2)\n", error.ToString());
    }

    [Fact]
    public void Report_Terminal_RewritesOneLinePerStage()
    {
        using var error = new StringWriter();
        var printer = new ProgressPrinter(error, isTerminal: true);
        printer.Report(new WorkProgress("influence", 0, null));
        printer.Report(new WorkProgress("optimise", 0, null));
        printer.Finish();
        Assert.Equal("\rinfluence: 0 %\n\roptimise: 0 %\n", error.ToString());
    }
}
