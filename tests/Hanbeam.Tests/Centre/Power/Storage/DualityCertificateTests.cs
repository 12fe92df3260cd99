using Hanbeam.Centre.Power.Storage;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Centre.Power.Storage;

public sealed class DualityCertificateTests
{
    /// <summary>Minimise x + 2y, x + y ≥ 3, y ≤ x: x = 3, y = 0, cost 3, with multipliers 1 and 0.</summary>
    private static readonly LinearProgram Program = Made();

    [Fact]
    public void Certificate_OfTheOptimum_Closes()
    {
        var certificate = DualityCertificate.Of(Program, new LinearSolution([3, 0], [1, 0]));
        Assert.Equal(3, certificate.Cost);
        Assert.Equal(3, certificate.LowerBound);
        Assert.True(certificate.Holds(0, 0));
    }

    [Theory]
    [InlineData(4, 0, 1, 0)] // feasible, dearer
    [InlineData(2, 0, 1, 0)] // cheaper, not feasible
    [InlineData(3, 0, 0.9, 0)] // optimum, with multipliers that do not prove it
    [InlineData(3, 0, -1, 0)] // multipliers of the wrong sign
    [InlineData(3, 0, double.NaN, 0)]
    public void Certificate_OfAnythingElse_DoesNotHold(double x, double y, double first, double second) =>
        Assert.False(DualityCertificate.Of(Program, new LinearSolution([x, y], [first, second])).Holds(1e-6, 1e-6));

    [Fact]
    public void LowerBound_OfAnyMultipliers_IsNeverAboveTheOptimum()
    {
        for (var first = -3.0; first <= 3; first += 0.25)
            for (var second = -3.0; second <= 3; second += 0.25)
                Assert.True(DualityCertificate.Of(Program, new LinearSolution([3, 0], [first, second])).LowerBound <= 3);
    }

    [Fact]
    public void Certificate_OfASolvedYear_BreaksWithThePerturbedSolution()
    {
        var model = new StorageModel(Year());
        var solution = LinearProgramSolver.Solve(model.Program, WorkContext.Default)!;
        var certificate = DualityCertificate.Of(model.Program, solution);
        Assert.True(certificate.Holds(1e-6, 1e-6));
        Assert.False(DualityCertificate.Of(model.Program, solution with { Values = [.. solution.Values.Select(value => value * 1.001)] }).Holds(1e-6, 1e-6));
        Assert.False(DualityCertificate.Of(model.Program, solution with { RowMultipliers = [.. solution.RowMultipliers.Select(value => value * 1.001)] }).Holds(1e-6, 1e-6));
    }

    [Fact]
    public void AnotherSolver_FindsTheSameCost()
    {
        var model = new StorageModel(Year());
        var first = model.Read(LinearProgramSolver.Solve(model.Program, WorkContext.Default)!);
        var second = model.Read(LinearProgramSolver.Solve(model.Program, WorkContext.Default, "GLOP")!);

        // Both solvers stop at reduced costs of 1e-7; the cost is of the size of 1e6.
        Assert.Equal(first.YearlyCost, second.YearlyCost, 1e-6 * first.YearlyCost);
        Assert.True(second.Certificate.Holds(1e-6, 1e-6));
    }

    /// <summary>Two weeks of hours in two months, made of sines.</summary>
    private static StorageProblem Year()
    {
        int[] hours = [.. Enumerable.Range(0, 14 * 24)];
        return new StorageProblem
        {
            LoadKiloWatt = [.. hours.Select(hour => 500 + (hour % 24 is >= 8 and < 20 ? 900 + (100 * Math.Sin(1.7 * hour)) : 0))],
            SunKiloWattPerKwp = [.. hours.Select(hour => hour % 24 is > 6 and < 18 ? Math.Sin(Math.PI * ((hour % 24) - 6) / 12) * (0.6 + (0.4 * Math.Sin(hour / 30.0))) : 0)],
            PricePerKwh = [.. hours.Select(hour => hour % 24 is >= 9 and < 23 ? 150.0 : 80)],
            Month = [.. hours.Select(hour => hour / 168)],
            DemandPricePerKwMonth = 500,
            Sun = new BuildOption(0, 2000, 300),
            Energy = new BuildOption(0, 8000, 100),
            Power = new BuildOption(0, 3000, 50),
            ChargeEfficiency = 0.95,
            DischargeEfficiency = 0.95,
            LossPerHour = 0.001,
            ReserveHours = 0.5,
            CriticalKiloWatt = 300,
        };
    }

    private static LinearProgram Made()
    {
        var program = new LinearProgram();
        var x = program.AddVariable(0, 10, 1);
        var y = program.AddVariable(0, 10, 2);
        program.AddRow(3, double.PositiveInfinity, (x, 1), (y, 1));
        program.AddRow(double.NegativeInfinity, 0, (y, 1), (x, -1));
        return program;
    }
}
