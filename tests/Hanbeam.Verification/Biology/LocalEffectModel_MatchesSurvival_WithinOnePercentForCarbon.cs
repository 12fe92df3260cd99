using System.Globalization;
using Hanbeam.Biology.Lem;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.TrackStructure;
using Hanbeam.Physics;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Hanbeam.Tests;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Biology;

public sealed class LocalEffectModel_MatchesSurvival_WithinOnePercentForCarbon
{
    private static readonly LocalEffectModel Central = new(new LemParameters(new PhotonCurve(0.1, 0.05, 30), 5, LemAveraging.Central));
    private static readonly Lazy<IReadOnlyList<(double DistanceUm, double AreaUm2)>> Squares = new(() => [.. Enumerable.Range(-5, 11).SelectMany(i => Enumerable.Range(-5, 11).SelectMany(j => Divided(i, j, 0)))]);
    private static readonly LocalEffectModel Averaged = new(Central.Parameters with { Averaging = LemAveraging.ImpactParameter });

    [Fact]
    public void Alpha_GivenSurvivalsLet_AgreesForEveryIonAndEnergy()
    {
        var claim = Claim.Of(this, "Alpha of the first local effect model for the chordoma-like set, central and with tracks beside the nucleus, is that of the program Survival for the same LET, 0.5 to 430 MeV/u.",
            "The program Survival of INFN (models Scholz2006 and Russo2011), run with its own stopping powers; an independent implementation beside it. Survival sums the effect over squares of 5 nm within 0.1 µm of the path, 10 nm within 1 µm, 100 nm beyond, and " +
            "gives the track of 11B the radius of 11/10 of the energy asked for: with both, its figures come back from 0.5 MeV/u on, slow protons (track radius 0.019 µm, four squares) included, where the closed integral is 4.4 % off that sum");
        foreach (var rows in Table().GroupBy(row => row.Ion.Z))
        {
            var limit = rows.Key == 6 ? 1.0 : 2.0;
            var reason = rows.Key == 5 ? "two integrations of one model, Survival's track of 11B being that of 11/10 of the energy (table below)" : "two integrations of one model";
            claim.AtMost($"Z = {rows.Key}, from 1 MeV/u: largest deviation of alpha, central", Worst(rows, row => row.EnergyMeVPerU >= 1, row => Alpha(Central, row), row => row.Scholz), limit, "%", reason);
            claim.AtMost($"Z = {rows.Key}, from 1 MeV/u: largest deviation of alpha, all tracks", Worst(rows, row => row.EnergyMeVPerU >= 1, row => Alpha(Averaged, row), row => row.Russo), limit, "%", reason);
            claim.AtMost($"Z = {rows.Key}, from 0.5 MeV/u: largest deviation of alpha, central, summed over Survival's squares", Worst(rows, _ => true, AlphaOverSquares, row => row.Scholz), 0.15, "%",
                "the same sum: four to five digits of the table and of its LET are left");
            claim.AtMost($"Z = {rows.Key}: largest deviation of alpha from the independent implementation", Worst(rows, _ => true, row => Effect(Central, row, row.EnergyMeVPerU), row => row.Own), 0.2, "%", "closed integrals against sums");
        }

        claim.Table("Where the deviations come from: alpha over Survival's, per cent", ["ion", "E (MeV/u)", "closed integral", "sum over squares", "closed, energy as it is"], [.. Table().Where(row => row.EnergyMeVPerU is 0.5 or 1 or 10 or 100 or 400)
            .Select(row => new[] { row.Ion.Name, Text(row.EnergyMeVPerU), Per(Alpha(Central, row), row), Per(AlphaOverSquares(row), row), Per(Effect(Central, row, row.EnergyMeVPerU), row) })]);
        var carbon = Table().Where(row => row.Ion.Z == 6).ToList();
        double[] x = [.. carbon.Select(row => Math.Log10(row.EnergyMeVPerU))];
        claim.Figure("Alpha of carbon, chordoma-like set", "log10 of energy in MeV/u", "alpha (1/Gy)",
            ("Hanbeam, all tracks", x, [.. carbon.Select(row => Alpha(Averaged, row))], false), ("Hanbeam, central", x, [.. carbon.Select(row => Alpha(Central, row))], false),
            ("Survival, Russo2011", x, [.. carbon.Select(row => row.Russo)], true));
        claim.Conclude();
    }

    [Fact]
    public void Alpha_WithOwnStoppingPowers_IsThatOfTheModelsTable()
    {
        var claim = Claim.Of(this, "With Hanbeam's stopping powers alpha of carbon stays within 3 % of Survival's from 10 MeV/u.", "The program Survival of INFN with its own (SRIM) stopping powers");
        var model = RbeModels.Get("lem1:chordoma");
        var rows = Table().Where(row => row.Ion.Z == 6 && row.EnergyMeVPerU >= 10).ToList();
        claim.AtMost("largest deviation", 100 * rows.Max(row => Math.Abs(model.Alpha(6, 12, row.EnergyMeVPerU) / row.Russo - 1)), 3, "%", "SRIM's stopping powers of carbon differ from ICRU 90 by up to 8 % at 10 MeV/u, and alpha by less");
        claim.Table("Own LET against Survival's", ["E (MeV/u)", "LET (keV/µm)", "over Survival's", "alpha (1/Gy)", "over Survival's"], [.. rows.Where(row => row.EnergyMeVPerU is 10 or 30 or 100 or 200 or 400)
            .Select(row => new[] { Text(row.EnergyMeVPerU), Text(Let(row)), Text(Let(row) / row.LetKeVPerUm), Text(model.Alpha(6, 12, row.EnergyMeVPerU)), Text(model.Alpha(6, 12, row.EnergyMeVPerU) / row.Russo) })]);
        claim.Conclude();
    }

    private static double Let(Row row) => ElectronicStopping.LetInWaterKeVPerUm(row.Ion, row.EnergyMeVPerU);

    private static double Alpha(LocalEffectModel model, Row row) => Effect(model, row, TrackEnergy(row));

    private static double Effect(LocalEffectModel model, Row row, double trackEnergy) => model.Effect(row.Ion, trackEnergy, row.LetKeVPerUm).AlphaPerGy;

    // Survival divides the kinetic energy of 11B by the mass of 10B before it makes the track.
    private static double TrackEnergy(Row row) => row.Ion.Z == 5 ? 1.1 * row.EnergyMeVPerU : row.EnergyMeVPerU;

    // Krämer and Scholz's form with the integral as Survival sums it.
    private static double AlphaOverSquares(Row row)
    {
        var (track, photons) = (ScholzKraft.Track(TrackEnergy(row), row.LetKeVPerUm), Central.Parameters.Photons);
        var areaUm2 = Math.PI * Central.Parameters.NucleusRadiusUm * Central.Parameters.NucleusRadiusUm;
        var lethal = Squares.Value.Where(square => square.DistanceUm <= track.PenumbraRadiusUm).Sum(square => square.AreaUm2 * photons.Effect(track.DoseGy(square.DistanceUm))) / areaUm2;
        return (1 - Math.Exp(-lethal)) / (PhysicalConstants.GyUm2PerKeVPerUm * row.LetKeVPerUm / areaUm2);
    }

    // Squares that touch the nucleus: of 100 nm, divided into 10 nm where they come within 1 µm of its middle, and these into 5 nm within 0.1 µm.
    private static IEnumerable<(double DistanceUm, double AreaUm2)> Divided(double x, double y, int level)
    {
        double[] sides = [1, 0.1, 0.01, 0.005];
        double[] finerWithin = [double.PositiveInfinity, 1, 0.1, 0];
        var side = sides[level];
        double Outside(double at) => Math.Max(Math.Abs(at) - 0.5 * side, 0);
        var nearest = Math.Sqrt(Outside(x) * Outside(x) + Outside(y) * Outside(y));
        if (nearest >= Central.Parameters.NucleusRadiusUm) return [];
        if (nearest >= finerWithin[level]) return [(Math.Sqrt(x * x + y * y), side * side)];
        var count = (int)Math.Round(side / sides[level + 1]);
        var steps = Enumerable.Range(0, count).Select(n => (n - 0.5 * (count - 1)) * sides[level + 1]).ToArray();
        return steps.SelectMany(dx => steps.SelectMany(dy => Divided(x + dx, y + dy, level + 1)));
    }

    private static double Worst(IEnumerable<Row> rows, Func<Row, bool> chosen, Func<Row, double> alpha, Func<Row, double> expected) =>
        100 * rows.Where(chosen).Max(row => Math.Abs(alpha(row) / expected(row) - 1));

    private static string Per(double alpha, Row row) => (100 * (alpha / row.Scholz - 1)).ToString("F2", CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static IReadOnlyList<Row> Table() => [.. File.ReadLines(SharedData.Path("physics", "tables", "lem1_chordoma_ax0.1_bx0.05_Dt30_rn5.csv"))
        .Where(line => line[0] != '#').Skip(1).Select(line => line.Split(',').Skip(1).Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())
        .Select(row => new Row(new Ion((int)row[0], (int)row[1]), row[2], row[3], row[4], row[6], row[8]))];

    private sealed record Row(Ion Ion, double EnergyMeVPerU, double LetKeVPerUm, double Scholz, double Russo, double Own);
}
