using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power.Storage;

/// <summary>
/// A <see cref="StorageProblem"/> as a linear program (docs/methods/storage.md): per step the grid's power, power sold, sun used, charging,
/// discharging and what is stored after it; once the sizes; per month the demand metered and the demand billed.
/// The store ends the year as it began it.
/// </summary>
public sealed class StorageModel
{
    private readonly StorageProblem problem;
    private readonly int sun;
    private readonly int energy;
    private readonly int power;
    private readonly Step[] steps;
    private readonly int[] metered;
    private readonly int[] billed;

    /// <summary>Builds the program.</summary>
    /// <param name="problem">The problem.</param>
    /// <exception cref="InputException">Series of different lengths, a price below 0, bounds that cross, or a reserve that no store allowed can hold.</exception>
    public StorageModel(StorageProblem problem)
    {
        StorageChecks.Check(problem);
        this.problem = problem;
        Program = new LinearProgram();
        sun = Size(problem.Sun, problem.Sun.Least);
        energy = Size(problem.Energy, problem.Energy.Least);
        power = Size(problem.Power, Math.Max(problem.Power.Least, StorageChecks.ReservePower(problem)));
        if (problem.EnergyPerPowerHours is { } ratio) Program.AddRow(0, 0, (energy, 1), (power, -ratio));
        var mostGrid = problem.LoadKiloWatt.Max() + problem.Power.Most;
        steps = [.. Enumerable.Range(0, problem.LoadKiloWatt.Count).Select(n => AddStep(n, mostGrid))];
        var months = problem.Month.Max() + 1;
        metered = [.. Enumerable.Range(0, months).Select(_ => Program.AddVariable(0, mostGrid, 0))];
        billed = [.. Enumerable.Range(0, months).Select(_ => Program.AddVariable(problem.LeastBilledKiloWatt, Math.Max(mostGrid, problem.LeastBilledKiloWatt), problem.DemandPricePerKwMonth))];
        AddDemandRows();
        for (var n = 0; n < steps.Length; n++) AddStepRows(n);
    }

    /// <summary>The program.</summary>
    public LinearProgram Program { get; }

    /// <summary>Solves, checks the solution by duality and reads it.</summary>
    /// <param name="context">Cancellation.</param>
    /// <exception cref="InputException">No dispatch meets the demand within the limits.</exception>
    public StorageAnswer Solve(WorkContext context) =>
        LinearProgramSolver.Solve(Program, context) is { } solution
            ? Read(solution)
            : throw new InputException("power.storage: no store within the limits given can meet the load; allow a larger one or a shorter reserve.");

    /// <summary>A solution in the problem's words, with its certificate.</summary>
    /// <param name="solution">Values and multipliers of <see cref="Program"/>.</param>
    public StorageAnswer Read(LinearSolution solution)
    {
        var x = solution.Values;
        return new StorageAnswer
        {
            SunKwp = x[sun],
            EnergyKwh = x[energy],
            PowerKiloWatt = x[power],
            YearlyCost = Program.CostOf(x),
            GridKiloWatt = [.. steps.Select(step => x[step.Grid])],
            SoldKiloWatt = [.. steps.Select(step => x[step.Sold])],
            SunUsedKiloWatt = [.. steps.Select(step => x[step.Used])],
            ChargeKiloWatt = [.. steps.Select(step => x[step.Charge])],
            DischargeKiloWatt = [.. steps.Select(step => x[step.Discharge])],
            StoredKwh = [.. steps.Select(step => x[step.Stored])],
            MeteredKiloWatt = [.. metered.Select(month => x[month])],
            BilledKiloWatt = [.. billed.Select(month => x[month])],
            Certificate = DualityCertificate.Of(Program, solution),
        };
    }

    private int Size(BuildOption option, double least) => Program.AddVariable(least, option.Most, option.YearlyCost);

    private Step AddStep(int n, double mostGrid)
    {
        var hours = problem.StepHours;
        var mostSun = problem.SunKiloWattPerKwp[n] * problem.Sun.Most;
        return new Step(
            Grid: Program.AddVariable(0, mostGrid, problem.PricePerKwh[n] * hours),
            Sold: Program.AddVariable(0, mostSun, -problem.ExportPricePerKwh * hours),
            Used: Program.AddVariable(0, mostSun, 0),
            Charge: Program.AddVariable(0, problem.Power.Most, 0),
            Discharge: Program.AddVariable(0, problem.Power.Most, 0),
            Stored: Program.AddVariable(StorageChecks.ReserveKwh(problem), problem.Energy.Most, 0));
    }

    private void AddDemandRows()
    {
        for (var month = 0; month < metered.Length; month++)
            foreach (var counted in problem.RatchetMonths.Append(month).Distinct().Where(counted => counted < metered.Length))
                Program.AddRow(0, double.PositiveInfinity, (billed[month], 1), (metered[counted], -1));
    }

    private void AddStepRows(int n)
    {
        const double open = double.PositiveInfinity;
        var (step, before) = (steps[n], steps[(n + steps.Length - 1) % steps.Length]);
        var hours = problem.StepHours;
        var load = problem.LoadKiloWatt[n];
        var kept = Math.Pow(1 - problem.LossPerHour, hours);

        // Used is the sun's power that stays in the house; what is sold goes past it.
        Program.AddRow(load, load, (step.Grid, 1), (step.Used, 1), (step.Discharge, 1), (step.Charge, -1));
        Program.AddRow(0, open, (sun, problem.SunKiloWattPerKwp[n]), (step.Used, -1), (step.Sold, -1));
        if (before.Stored == step.Stored) Program.AddRow(0, 0, (step.Stored, 1 - kept), (step.Charge, -problem.ChargeEfficiency * hours), (step.Discharge, hours / problem.DischargeEfficiency));
        else Program.AddRow(0, 0, (step.Stored, 1), (before.Stored, -kept), (step.Charge, -problem.ChargeEfficiency * hours), (step.Discharge, hours / problem.DischargeEfficiency));
        Program.AddRow(0, open, (energy, 1), (step.Stored, -1));
        Program.AddRow(0, open, (power, 1), (step.Charge, -1), (step.Discharge, -1));
        Program.AddRow(0, open, (metered[problem.Month[n]], 1), (step.Grid, -1));
    }

    private readonly record struct Step(int Grid, int Sold, int Used, int Charge, int Discharge, int Stored);
}
