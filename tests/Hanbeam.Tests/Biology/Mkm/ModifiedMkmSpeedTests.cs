using System.Diagnostics;
using Hanbeam.Biology.Mkm;
using Xunit;

namespace Hanbeam.Tests.Biology.Mkm;

/// <summary>Runs alone, so that the process's processor time is this test's whatever else the computer does.</summary>
[Collection(nameof(ModifiedMkmSpeedTests))]
[CollectionDefinition(nameof(ModifiedMkmSpeedTests), DisableParallelization = true)]
public sealed class ModifiedMkmSpeedTests
{
    [Fact]
    public void Tables_OfAllIons_TakeLessThanASecond()
    {
        using var process = Process.GetCurrentProcess();
        var parameters = QstClinicalDose.Read().Mkm.Parameters;
        var before = process.TotalProcessorTime;
        var model = new ModifiedMkm(parameters);
        for (var z = 1; z <= ModifiedMkm.LargestZ; z++) model.SpecificEnergyGy(z, 100);
        process.Refresh();
        var seconds = (process.TotalProcessorTime - before).TotalSeconds;
        Assert.True(seconds < 1, $"{seconds} s of processor time");
    }
}
