using Xunit;

namespace Hanbeam.Tests.App;

/// <summary>What commands of the contract print, as far as docs/origin.md relies on it.</summary>
public sealed class ContractTests
{
    [Fact]
    public async Task MachineShow_OfTheGenericSynchrotron_NamesSourcesAndAssumptions()
    {
        var run = await CommandLineRunner.Run("machine", "show", "generic-synchrotron");
        Assert.Equal(0, run.Code);
        var sources = run.Out.Split('\n').SkipWhile(line => line.Trim() != "sources").Skip(1).Where(line => line.Contains(": ", StringComparison.Ordinal)).ToList();
        // Energies, optics, nozzle, ripple filter, shifters, scan field, limits, timing, ports: no fewer figures than subjects.
        Assert.True(sources.Count >= 9, run.Out);
        Assert.Contains(sources, line => line.EndsWith(": assumed", StringComparison.Ordinal));
        Assert.Contains(sources, line => !line.Contains("assumed", StringComparison.Ordinal));
    }
}
