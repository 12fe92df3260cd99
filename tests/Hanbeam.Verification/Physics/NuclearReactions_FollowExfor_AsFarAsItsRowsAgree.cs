using Hanbeam.Numerics.Random;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Nuclear;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Physics;

public sealed class NuclearReactions_FollowExfor_AsFarAsItsRowsAgree
{
    // Energies that the generator is made for, MeV/u.
    private const double LeastE = 10;
    private const double GreatestE = 450;

    private static readonly (int Z, int A, double Number)[] Water = [(1, 1, 2), (8, 16, 1)];

    [Fact]
    public void TotalAndChargeChanging_OfCarbon_AreTheMeasured()
    {
        var claim = Claim.Of(this, "Total reaction and charge-changing cross sections of carbon on elements are those measured with counters. Those measured with track detectors, on water among others, are not met: they are 6 to 9 % higher on every target alike, with the same dependence on energy.", "EXFOR, every row of 12C from 10 to 450 MeV/u [Takechi2009; Zeitlin2007; Webber1990; Golovchenko2002; Toshito2007; DeLellis2011; Kox1987]");
        var groups = new Groups();
        foreach (var row in SharedTable.Read("exfor_12C_total_cc_and_reaction.csv"))
        {
            if (!groups.Takes(row, LeastE, GreatestE, out var target)) continue;
            var (process, energy) = (row.Text("process"), row.Number("E_MeV_u"));
            // Inelastic to bound states (INL) leaves both nuclei whole and is no part of the model. Cecchini's two compounds are not defined in the table.
            if (process == "INL" || row.Text("author") == "S.Cecchini") groups.Leave(process == "INL" ? "excitation without break-up" : "compound not defined");
            else groups.Add($"{row.Text("target")} {process}, {row.Text("author")}", row, ExforGroup.Sum(target, (z, a) => process == "TCC" ? ReactionCrossSections.ChargeChangingMb(Ion.Carbon12, energy, z, a) : ReactionCrossSections.TotalMb(Ion.Carbon12, energy, z, a)));
        }

        var all = groups.Tell(claim, "Total (NON) and charge changing (TCC) of 12C");
        double Of(string name) => all.Single(one => one.Name == name).MeanRatio;
        claim.Within("C, total, Takechi", Of("C NON, M.Takechi"), 1, 0.02, "", "this is what the height was set by; errors of its points are 1–3 %");
        claim.Within("Al, total, Takechi", Of("Al NON, M.Takechi"), 1, 0.03, "", "the formula carries the measurement on C over to Al; errors of its points are 1–3 %");
        claim.Within("Be, total, Takechi", Of("Be NON, M.Takechi"), 1, 0.03, "", "the formula with the size set for 9Be; errors of its points are 1–3 %");
        claim.Within("C, charge changing, Zeitlin and Webber", (Of("C TCC, C.Zeitlin") + Of("C TCC, W.R.Webber")) / 2, 1, 0.035, "", "half of the 7 % by which the two differ");
        claim.Within("H, charge changing, Zeitlin and Webber", (Of("H TCC, C.Zeitlin") + Of("H TCC, W.R.Webber")) / 2, 1, 0.05, "", "errors of 3–5 % each; the two differ by 7 % in the mean");
        ExforGroup[] water = [.. all.Where(one => one.Name is "H2O TCC, A.N.Golovchenko" or "H2O TCC, T.Toshito")];
        ExforGroup[] others = [.. all.Where(one => one.Name is "C TCC, A.N.Golovchenko" or "CH2(paraffin) TCC, A.N.Golovchenko" or "C16H14O3 TCC, T.Toshito")];
        claim.Within("water over other targets, of the track detectors alone", water.Average(one => one.MeanRatio) / others.Average(one => one.MeanRatio), 1, 0.04, "", "the same instruments: what they have in common cancels. Standard errors of the means are 2 % for water and 1.5 % for carbon, paraffin and polycarbonate");
        claim.Within("water, charge changing, measured directly", water.Average(one => one.MeanRatio), 0.94, 0.04, "", "track detectors give 6 to 12 % more than counters on every target, and some of it is left where hydrogen is two of three nuclei; the counters agree with the total cross sections and were followed");
        claim.Table("Not met: charge changing of carbon by track detectors, on water and others", ["set", "used over measured", "chi-square per row", "cause"], water.Concat(others).Select(one => new[]
            { one.Name, FormattableString.Invariant($"{one.MeanRatio:F3}"), FormattableString.Invariant($"{one.ChiSquarePerRow:F1}"), "not met by choice: counters were followed (nuclear-reactions.md, with the effect of the choice)" }));
        claim.AtMost("water, charge changing, measured directly, chi-square per row without the mean ratio", water.Max(one => one.ChiSquareOfShape), 1.5, "", "the dependence on energy is met: rows scatter by their errors about one ratio");
        ExforGroup[] counters = [.. all.Where(one => one.Name is "C NON, M.Takechi" or "Al NON, M.Takechi" or "Be NON, M.Takechi" or "C TCC, C.Zeitlin" or "C TCC, W.R.Webber" or "H TCC, C.Zeitlin" or "H TCC, W.R.Webber")];
        claim.AtMost("sets that were followed, chi-square per row, the largest", counters.Max(one => one.ChiSquarePerRow), 4, "", "stated errors leave out scales, by which sets differ: two standard errors");
        Plot(claim, "12C on carbon", all, ("total", e => ReactionCrossSections.TotalMb(Ion.Carbon12, e, 6, 12), ["C NON, M.Takechi", "C NON, S.KOX"]), ("charge changing", e => ReactionCrossSections.ChargeChangingMb(Ion.Carbon12, e, 6, 12), ["C TCC, C.Zeitlin", "C TCC, A.N.Golovchenko"]));
        Plot(claim, "Charge changing of 12C on water", all, ("used", e => ExforGroup.Sum(Water, (z, a) => ReactionCrossSections.ChargeChangingMb(Ion.Carbon12, e, z, a)), ["H2O TCC, A.N.Golovchenko", "H2O TCC, T.Toshito"]));
        claim.Conclude();
    }

    [Fact]
    public void Elements_MadeByCarbon_AreTheMeasured()
    {
        var claim = Claim.Of(this, "Boron is made by carbon as measured; beryllium and lithium lie between sets that do not agree, on water 14 % below and 26 % above the direct measurement.", "EXFOR, every row of 12C from 10 to 450 MeV/u on charge 3 to 5 without an angular acceptance, or in the widest of Zeitlin's [Zeitlin2007; Golovchenko2002; Toshito2007; DeLellis2011]");
        var groups = new Groups();
        foreach (var row in SharedTable.Read("exfor_12C_elemental.csv"))
        {
            if (!groups.Takes(row, LeastE, GreatestE, out var target)) continue;
            if (!double.TryParse(row.Text("element"), System.Globalization.CultureInfo.InvariantCulture, out var element)) groups.Leave("two elements at once");
            else if (element is < 3 or > 5) groups.Leave(element < 3 ? "leading charge 1 or 2 within an angle" : "pieces of the target");
            else if (row.Text("acceptance") is not ("" or "7.3 deg")) groups.Leave("within 2.5 or 3.9 degrees: the wider one is compared");
            // Two helium nuclei in one detector look like Z = 3 there.
            else if (element == 3 && row.Has("acceptance")) groups.Leave("Li with pairs of He in it");
            else groups.Add($"Z = {element}, {row.Text("target")}", row, ExforGroup.Sum(target, (z, a) => ReactionCrossSections.ElementalMb(Ion.Carbon12, row.Number("E_MeV_u"), z, a, (int)element)));
        }

        var all = groups.Tell(claim, "Elements made by 12C");
        foreach (var (name, bound, reason) in new[]
        {
            ("Z = 5, C", 0.10, "errors of 3–10 %; sets differ by 10 %"), ("Z = 5, H2O", 0.04, "errors of 3–8 % of six rows: 2.5 % of their mean"), ("Z = 5, H", 0.10, "errors of 4–10 % of two rows"),
            ("Z = 4, C", 0.15, "errors of 8–12 %; sets differ by 25 %"), ("Z = 4, H2O", 0.18, "not met: 5 % is the error of the mean, and the numbers on water are a quarter above those of C and H by others"),
            ("Z = 3, H2O", 0.30, "not met: 6 % is the error of the mean; the yields behind thin water ask for 40 % more than this measurement [Haettner2013], and the middle was taken"),
        })
            claim.Within(name, all.Single(one => one.Name == name).MeanRatio, 1, bound, "", reason);
        foreach (var (target, nuclei) in new[] { ("H2O", Water), ("C", [(6, 12, 1)]) })
            Plot(claim, $"Elements made by 12C on {target}", all, [.. new[] { 5, 4, 3 }.Select(element => ($"Z = {element}", (Func<double, double>)(e => ExforGroup.Sum(nuclei, (z, a) => ReactionCrossSections.ElementalMb(Ion.Carbon12, e, z, a, element))), new[] { $"Z = {element}, {target}" }))]);
        claim.Conclude();
    }

    [Fact]
    public void Isotopes_MadeByCarbon_AreTheMeasured_WithinTheSpreadOfTheSets()
    {
        var claim = Claim.Of(this, "Isotopes are made by carbon as measured, as far as the sets agree among themselves and with the elements.", "EXFOR, every row of 12C from 10 to 450 MeV/u that names an isotope of lithium to carbon [Ogawa2015; Horst2019; Boillos2022]");
        var groups = new Groups();
        foreach (var row in SharedTable.Read("exfor_12C_isotopic.csv"))
        {
            if (!groups.Takes(row, LeastE, GreatestE, out var target)) continue;
            if (row.Text("product").Split('-').Length != 3 || row.Text("product").StartsWith("0-NN", StringComparison.Ordinal)) groups.Leave("no product named, or neutrons");
            else if (ExforGroup.Nucleus(row.Text("product")) is not { Z: >= 3 and <= 6, A: >= 6 } isotope) groups.Leave("pieces of the target, charge exchange, hydrogen and helium");
            else if (!LightNuclei.Contains(isotope.Z, isotope.A) || isotope.A > 12) groups.Leave("unbound nuclei and pick-up");
            else groups.Add($"{isotope.Name} on {row.Text("target")}, {row.Text("author")}", row, ExforGroup.Sum(target, (z, a) => ReactionCrossSections.IsotopicMb(Ion.Carbon12, row.Number("E_MeV_u"), z, a, isotope)));
        }

        var all = groups.Tell(claim, "Isotopes made by 12C");
        claim.Within("11C on C, Horst", all.Single(one => one.Name == "11C on C, F.Horst").MeanRatio, 1, 0.10, "", "errors of 13 %");
        claim.Within("10C on C, Horst", all.Single(one => one.Name == "10C on C, F.Horst").MeanRatio, 1, 0.15, "", "errors of 16 %");
        claim.Within("11B on C, Panin", all.Single(one => one.Name == "11B on C, V.Panin").MeanRatio, 1, 0.20, "", "error 4 %; Ogawa's 11B is a third lower, and the element measured by Zeitlin is higher than either");
        Plot(claim, "Isotopes made by 12C on C", all, ("11C", e => ReactionCrossSections.IsotopicMb(Ion.Carbon12, e, 6, 12, new Ion(6, 11)), ["11C on C, F.Horst"]), ("11B", e => ReactionCrossSections.IsotopicMb(Ion.Carbon12, e, 6, 12, new Ion(5, 11)), ["11B on C, V.Panin", "11B on C, T.Ogawa"]), ("7Be", e => ReactionCrossSections.IsotopicMb(Ion.Carbon12, e, 6, 12, new Ion(4, 7)), ["7Be on C, T.Ogawa"]));
        claim.Within("10B on C, Ogawa", all.Single(one => one.Name == "10B on C, T.Ogawa").MeanRatio, 1, 0.30, "", "his isotopes add up to two thirds of the element as Zeitlin measured it");
        claim.Conclude();
    }

    [Fact]
    public void LighterProjectiles_ReactAsMeasured()
    {
        var claim = Claim.Of(this, "Fragments react again as measured: totals and charge-changing cross sections of He, Li, Be, B, and Be and Li made by boron.", "EXFOR, every row of He to C isotopes as projectiles from 10 to 450 MeV/u [Horst2019b; Webber1990b; Ingemarsson2001]");
        var groups = new Groups();
        foreach (var row in SharedTable.Read("exfor_light_fragments_reaction.csv"))
        {
            if (!groups.Takes(row, LeastE, GreatestE, out var target)) continue;
            var (ion, process, energy) = (ExforGroup.Nucleus(row.Text("projectile")), row.Text("process"), row.Number("E_MeV_u"));
            if (process is "NON" or "TCC") groups.Add($"{ion.Name} on {row.Text("target")} {process}", row, ExforGroup.Sum(target, (z, a) => process == "TCC" ? ReactionCrossSections.ChargeChangingMb(ion, energy, z, a) : ReactionCrossSections.TotalMb(ion, energy, z, a)));
            else if (process == "X" && row.Text("product") == "ELEM" && row.Has("element")) groups.Add($"{ion.Name} on {row.Text("target")} to Z = {row.Text("element")}", row, ExforGroup.Sum(target, (z, a) => ReactionCrossSections.ElementalMb(ion, energy, z, a, (int)row.Number("element"))));
            else groups.Leave("excitation, single isotopes, no product named");
        }

        var all = groups.Tell(claim, "Fragments as projectiles");
        double Of(string name) => all.Single(one => one.Name == name).MeanRatio;
        Plot(claim, "4He on oxygen", all, ("total", e => ReactionCrossSections.TotalMb(new Ion(2, 4), e, 8, 16), ["4He on O NON"]), ("charge changing", e => ReactionCrossSections.ChargeChangingMb(new Ion(2, 4), e, 8, 16), ["4He on O TCC"]));
        claim.Within("4He on O, total", Of("4He on O NON"), 1, 0.15, "", "errors of 7–22 %");
        claim.Within("4He on C, charge changing", Of("4He on C TCC"), 1, 0.30, "", "errors of 5–12 %; measured it falls towards low energies, where the total rises");
        claim.Within("9Be on C, charge changing", Of("9Be on C TCC"), 1, 0.10, "", "one row with an error of 1 %, carried over from carbon by a formula with the size of 9Be");
        claim.Within("10Be on C, charge changing", Of("10Be on C TCC"), 1, 0.10, "", "as 9Be");
        claim.Within("11B on C to Be", Of("11B on C to Z = 4.0"), 1, 0.10, "", "errors of 1.5 %, weights set to it at 326 MeV/u");
        claim.Within("11B on C to Li", Of("11B on C to Z = 3.0"), 1, 0.10, "", "errors of 3 %, weights set to it");
        claim.Conclude();
    }

    [Fact]
    public void Angles_OfFragmentsOnCarbonAt400_AreTheMeasured_WithinAHalf()
    {
        var claim = Claim.Of(this, "Hydrogen and helium leave carbon on carbon at 400 MeV/u at 5 and 10 degrees as often as measured, within a half; rarer pieces are told.", "EXFOR C1581, b/sr [Zeitlin2007]");
        // By charge 1 to 4: at 5 and at 10 degrees.
        (double Five, double Ten)[] measured = [(7.63, 4.17), (4.22, 0.61), (0.20, 0.011), (0.054, 0.003)];
        const int Reactions = 200_000;
        var counts = new int[measured.Length + 1, 2];
        var random = new CounterRandom(15, 16);
        var products = new ReactionProduct[ReactionGenerator.MaximumProducts];
        for (var n = 0; n < Reactions; n++)
        {
            var outcome = ReactionGenerator.Sample(Ion.Carbon12, 400, 6, 12, ref random, products);
            foreach (var one in products.AsSpan(0, outcome.Count))
            {
                var degrees = Math.Acos(one.CosTheta) * 180 / Math.PI;
                // Slower ones do not reach a telescope.
                if (one.Z < 1 || one.Z > measured.Length || one.E < 10) continue;
                if (Math.Abs(degrees - 5) < 1) counts[one.Z, 0]++;
                if (Math.Abs(degrees - 10) < 1) counts[one.Z, 1]++;
            }
        }

        double PerSteradian(int count, double degrees) => 1e-3 * ReactionCrossSections.TotalMb(Ion.Carbon12, 400, 6, 12) * count / Reactions
            / (2 * Math.PI * (Math.Cos((degrees - 1) * Math.PI / 180) - Math.Cos((degrees + 1) * Math.PI / 180)));
        (double Five, double Ten) Ratio(int z) => (PerSteradian(counts[z, 0], 5) / measured[z - 1].Five, PerSteradian(counts[z, 1], 10) / measured[z - 1].Ten);
        foreach (var z in new[] { 1, 2 })
        {
            claim.Within($"Z = {z} at 5 degrees, made over measured", Ratio(z).Five, 1, 0.5, "", "one core and one wide Gaussian for all pieces; these were looked at when widths were chosen");
            claim.Within($"Z = {z} at 10 degrees, made over measured", Ratio(z).Ten, 1, 0.5, "", "as at 5 degrees");
        }

        claim.Table("Made over measured", ["Z", "5 degrees", "10 degrees"], Enumerable.Range(1, 4).Select(z => new[] { $"{z}", Ratio(z).Five.ToString("F2", System.Globalization.CultureInfo.InvariantCulture), Ratio(z).Ten.ToString("F2", System.Globalization.CultureInfo.InvariantCulture) }));
        claim.Conclude();
    }

    // Curves of what is used, 20 to 450 MeV/u, with the groups of measurements that belong to each.
    private static void Plot(Claim claim, string title, IReadOnlyList<ExforGroup> all, params (string Name, Func<double, double> Used, string[] Groups)[] curves)
    {
        double[] energies = [.. Enumerable.Range(0, 44).Select(n => 20 + 10.0 * n)];
        List<(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, bool Points)> series = [];
        foreach (var (name, used, groups) in curves)
        {
            series.Add((name, energies, [.. energies.Select(used)], false));
            foreach (var group in all.Where(one => groups.Contains(one.Name))) series.Add((group.Name, group.Energies, group.Measured, true));
        }

        claim.Figure(title, "energy (MeV/u)", "cross section (mb)", [.. series]);
    }

    /// <summary>Rows in their groups, and the numbers of those left out with the reason.</summary>
    private sealed class Groups
    {
        private readonly Dictionary<string, ExforGroup> groups = [];
        private readonly Dictionary<string, int> left = [];

        public bool Takes(SharedTable.Row row, double least, double greatest, out (int Z, int A, double Number)[] target)
        {
            target = ExforGroup.Target(row.Text("target"), row.Text("exfor_target")) ?? [];
            if (row.Number("E_MeV_u") is var energy && (energy < least || energy > greatest)) Leave("below 10 or above 450 MeV/u");
            else if (target.Length == 0) Leave("compound not defined");
            else if (!(row.Number("sigma_mb") > 0)) Leave("zero");
            else return true;
            return false;
        }

        public void Leave(string reason) => left[reason] = left.GetValueOrDefault(reason) + 1;

        public void Add(string title, SharedTable.Row row, double used)
        {
            var name = title.Replace("compound(see entry)", "C16H14O3", StringComparison.Ordinal);
            if (!groups.TryGetValue(name, out var group)) groups[name] = group = new ExforGroup(name);
            group.Add(row.Number("E_MeV_u"), row.Number("sigma_mb"), row.Has("err_mb") ? row.Number("err_mb") : null, used);
        }

        public IReadOnlyList<ExforGroup> Tell(Claim claim, string title)
        {
            var all = groups.Values.OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
            claim.Table(title, ExforGroup.Header, all.Select(one => one.Line()));
            claim.Table("Rows not compared", ["why", "rows"], left.OrderByDescending(one => one.Value).Select(one => new[] { one.Key, $"{one.Value}" }));
            return all;
        }
    }
}
