using Hanbeam.Centre.Power.Storage;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Centre.Power.Storage;

public sealed class StorageModelTests
{
    // The solver's own tolerance is 1e-7 (CLP's default); costs here are of the size of 1000.
    private const double Tolerance = 1e-6;

    private static readonly StorageProblem Small = new()
    {
        LoadKiloWatt = [1, 2, 6, 3, 1, 5, 2, 1],
        SunKiloWattPerKwp = [0, 0.5, 1, 1, 0, 0, 0.5, 1],
        PricePerKwh = [10, 10, 30, 30, 10, 40, 20, 10],
        Month = [0, 0, 0, 0, 1, 1, 1, 1],
        DemandPricePerKwMonth = 12,
        Sun = new BuildOption(0, 2, 25),
        Energy = new BuildOption(0, 4, 7),
        Power = new BuildOption(0, 3, 5),
    };

    [Theory]
    [InlineData(0.0, 7)]
    [InlineData(12.0, 7)]
    [InlineData(40.0, 2)]
    public void Optimum_OfASmallYear_IsThatOfBruteForce(double demandPrice, double energyCost)
    {
        var problem = Small with { DemandPricePerKwMonth = demandPrice, Energy = Small.Energy with { YearlyCost = energyCost } };
        var answer = new StorageModel(problem).Solve(WorkContext.Default);
        Assert.Equal(BruteForceStorage.CheapestCost(problem), answer.YearlyCost, Tolerance);
        Assert.True(answer.Certificate.Holds(feasibility: 1e-9, gap: 1e-9));
    }

    [Fact]
    public void Answer_BalancesEveryStep_AndTheStoreEndsAsItBegan()
    {
        var problem = Small with { ChargeEfficiency = 0.9, DischargeEfficiency = 0.8, LossPerHour = 0.05, ExportPricePerKwh = 4, Power = new BuildOption(2, 2, 0), Energy = new BuildOption(3, 3, 0) };
        var answer = new StorageModel(problem).Solve(WorkContext.Default);
        Assert.Contains(answer.DischargeKiloWatt, power => power > 0.5);
        for (var n = 0; n < 8; n++)
        {
            var before = answer.StoredKwh[(n + 7) % 8];
            Assert.Equal(problem.LoadKiloWatt[n], answer.GridKiloWatt[n] + answer.SunUsedKiloWatt[n] + answer.DischargeKiloWatt[n] - answer.ChargeKiloWatt[n], Tolerance);
            Assert.Equal((0.95 * before) + (0.9 * answer.ChargeKiloWatt[n]) - (answer.DischargeKiloWatt[n] / 0.8), answer.StoredKwh[n], Tolerance);
            Assert.True(answer.SunUsedKiloWatt[n] + answer.SoldKiloWatt[n] <= (answer.SunKwp * problem.SunKiloWattPerKwp[n]) + Tolerance);
            Assert.True(answer.StoredKwh[n] <= answer.EnergyKwh + Tolerance);
            Assert.True(answer.GridKiloWatt[n] <= answer.MeteredKiloWatt[problem.Month[n]] + Tolerance);
        }
    }

    [Fact]
    public void Reserve_StaysInTheStore_AtAllTimes()
    {
        var problem = Small with { ReserveHours = 1.5, CriticalKiloWatt = 2, DischargeEfficiency = 0.9 };
        var answer = new StorageModel(problem).Solve(WorkContext.Default);
        Assert.All(answer.StoredKwh, stored => Assert.True(stored >= 3 / 0.9 - Tolerance));
        Assert.True(answer.PowerKiloWatt >= 2 - Tolerance);
        Assert.True(answer.YearlyCost >= new StorageModel(Small with { DischargeEfficiency = 0.9 }).Solve(WorkContext.Default).YearlyCost - Tolerance);
    }

    [Fact]
    public void Units_TieEnergyToPower()
    {
        var answer = new StorageModel(Small with { EnergyPerPowerHours = 1 / 3.0, Energy = new BuildOption(0.5, 4, 0) }).Solve(WorkContext.Default);
        Assert.Equal(3, answer.PowerKiloWatt / answer.EnergyKwh, Tolerance);
    }

    [Fact]
    public void Ratchet_BillsTheWorstMonthEverywhere()
    {
        var answer = new StorageModel(Small with { RatchetMonths = [0], LeastBilledKiloWatt = 1 }).Solve(WorkContext.Default);
        Assert.Equal(answer.BilledKiloWatt[0], answer.MeteredKiloWatt[0], Tolerance);
        Assert.True(answer.BilledKiloWatt[1] >= answer.MeteredKiloWatt[0] - Tolerance);
    }

    [Theory]
    [MemberData(nameof(BadProblems))]
    public void Problem_ThatCannotBe_IsRefusedInASentence(StorageProblem problem, string says)
    {
        var error = Assert.Throws<InputException>(() => new StorageModel(problem).Solve(WorkContext.Default));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<StorageProblem, string> BadProblems() => new()
    {
        { Small with { SunKiloWattPerKwp = [1, 2] }, "has 2 values, and the load has 8" },
        { Small with { LoadKiloWatt = [1, 2, 6, 3, -1, 5, 2, 1] }, "-1 kW in step 4" },
        { Small with { Energy = new BuildOption(5, 4, 1) }, "from 5 to 4 kWh" },
        { Small with { ReserveHours = 10, CriticalKiloWatt = 1 }, "needs 10 kWh" },
        { Small with { ReserveHours = 0.1, CriticalKiloWatt = 9 }, "above the 3 kW" },
        { Small with { ChargeEfficiency = 1.2 }, "120 %" },
        { Small with { ExportPricePerKwh = 11 }, "the lowest price of 10" },
        { Small with { EnergyPerPowerHours = 100, Energy = new BuildOption(1, 4, 1), Power = new BuildOption(1, 3, 1) }, "no store within the limits" },
    };
}
