using System.Globalization;
using Xunit;

namespace Hanbeam.Tests.App;

/// <summary>What commands of the contract print, as far as docs/origin.md relies on it.</summary>
public sealed class ContractTests
{
    [Fact]
    public async Task RbeTable_OfTheClinicalModel_HasItsColumns()
    {
        var run = await CommandLineRunner.Run("rbe", "table", "mmkm-qst", "--ion", "C", "--energies", "10");
        Assert.Equal(0, run.Code);
        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("ion,Z,A,E_MeV_u,let_keV_um,zstar_Gy,alpha_per_Gy,beta_per_Gy2", lines[0]);
        var cells = lines[1].Split(',');
        // Carbon at 10 MeV/u with the parameters of [Inaniwa2010]: z* about 25.9 Gy, alpha = 0.172 + 0.0615 z*; 1 % is room for another stopping power.
        var (zstar, alpha) = (double.Parse(cells[5], CultureInfo.InvariantCulture), double.Parse(cells[6], CultureInfo.InvariantCulture));
        Assert.InRange(zstar, 0.99 * 25.9, 1.01 * 25.9);
        Assert.Equal(0.172 + 0.0615 * zstar, alpha, 4);
        Assert.Equal("0.0615", cells[7]);
    }

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
