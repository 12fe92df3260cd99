using System.Globalization;
using Hanbeam.Centre.Power.Storage;
using Hanbeam.Centre.Power.Tariffs;
using Hanbeam.Numerics.Work;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Centre;

public sealed class StorageOfAYear_IsCertifiedOptimal
{
    [Fact]
    [Trait("Category", "Long")]
    public void SizesOfAYearOfHours_AreProvedByDuality_AndAPerturbedAnswerIsNot()
    {
        var model = new StorageModel(YearOf(365));
        var solution = LinearProgramSolver.Solve(model.Program, WorkContext.Default)!;
        Conclude(Claim.Of(this, "Sizes and dispatch of photovoltaics and a store over 8760 hours are the cheapest that exist in the model: proved by our own bound from the row multipliers, and the proof fails for a solution that was tampered with.", Oracle), model, solution);
    }

    [Fact]
    public void SizesOfTwoMonths_AreProvedByDuality_AndAPerturbedAnswerIsNot()
    {
        var model = new StorageModel(YearOf(59));
        var solution = LinearProgramSolver.Solve(model.Program, WorkContext.Default)!;
        Conclude(Claim.Of(this, "The same over January and February.", Oracle), model, solution);
    }

    private const string Oracle = "Weak duality with bounded variables: any multipliers bound the optimum from below [Bertsimas1997]; computed by our code, not by the solver's";

    private static void Conclude(Claim claim, StorageModel model, LinearSolution solution)
    {
        var answer = model.Read(solution);
        var cheaper = DualityCertificate.Of(model.Program, solution with { Values = [.. solution.Values.Select(value => 0.999 * value)] });
        var doubted = DualityCertificate.Of(model.Program, solution with { RowMultipliers = [.. solution.RowMultipliers.Select(value => 0.999 * value)] });
        claim
            .AtMost("relative gap between cost and lower bound", Math.Abs(answer.Certificate.RelativeGap), 1e-9, "", "rounding of sums of 50 000 terms of like size")
            .AtMost("largest violation of a constraint", answer.Certificate.PrimalViolation, 1e-6, "kW", "the solver's tolerance of 1e-7, in rows with coefficients near 1")
            .AtLeast("violation with all values lowered by a thousandth", cheaper.PrimalViolation, 0.1, "kW", "loads of several hundred kW are missed by a thousandth")
            .AtLeast("gap with all multipliers lowered by a thousandth", doubted.RelativeGap, 1e-5, "", "the bound loses about a thousandth")
            .Table("Answer", ["rows", "variables", "photovoltaics (kWp)", "store (kWh)", "store (kW)", "cost"],
                [[$"{model.Program.Rows}", $"{model.Program.Variables}", Text(answer.SunKwp), Text(answer.EnergyKwh), Text(answer.PowerKiloWatt), Text(answer.YearlyCost)]])
            .Conclude();
    }

    /// <summary>A made-up centre with hours of beam on weekdays, a tariff with a ratchet, and a clear sky.</summary>
    private static StorageProblem YearOf(int days)
    {
        var calendar = new YearCalendar();
        int[] hours = [.. Enumerable.Range(0, 24 * days)];
        var sky = ClearSky.Series(36, 12.5, 972);
        return new StorageProblem
        {
            LoadKiloWatt = [.. hours.Select(hour => 500 + (hour % 24 is >= 8 and < 20 && !calendar.IsWeekend(hour / 24) ? 1000 + (200 * Math.Sin(1.7 * hour)) : 0))],
            SunKiloWattPerKwp = [.. hours.Select(hour => sky[hour])],
            PricePerKwh = [.. hours.Select(hour => hour % 24 is >= 9 and < 23 ? 160.0 : 90)],
            Month = [.. hours.Select(hour => calendar.MonthOf(hour / 24))],
            DemandPricePerKwMonth = 8000,
            RatchetMonths = days > 300 ? [6, 7, 8] : [],
            ExportPricePerKwh = 40,
            Sun = new BuildOption(0, 1000, 60_000.0 * days / 365),
            Energy = new BuildOption(0, 20_000, 20_000.0 * days / 365),
            Power = new BuildOption(0, 3000, 8000.0 * days / 365),
            ChargeEfficiency = 0.95,
            DischargeEfficiency = 0.95,
            LossPerHour = 0.0005,
            ReserveHours = 0.5,
            CriticalKiloWatt = 300,
        };
    }

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
