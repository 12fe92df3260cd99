using System.Globalization;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.BeamModels.WaterBeams;
using Hanbeam.Numerics.Work;
using Hanbeam.Tests;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

/// <summary>The Gaussians of a simulated beam against the rings that they were fitted to: how much of the dose lies outside a radius.</summary>
public sealed class LateralComponents_HoldTheDoseAside
{
    // Depths of 2 % of the range to either side together, so that rings hold enough ions.
    private const double HalfWindow = 0.0201;

    // Share of all dose that no field-size factor tells.
    private const double Least = 0.001;

    private static readonly double[] Radii = [3, 5, 7, 10, 20, 50];
    private static readonly double[] Depths = [0.1, 0.3, 0.5, 0.7, 0.9];

    // Charges of each group of the lateral model; the heavier ones are products of fusion and pick-up.
    private static readonly (LateralGroup Group, int[] Charges)[] Groups = [(LateralGroup.Core, [6, 7, 8, 9, 10]), (LateralGroup.Fragments, [3, 4, 5]), (LateralGroup.Halo, [1, 2])];

    [Fact]
    public void FewIons_Of280Millimetres_LieAsideAsTheirGaussiansSay() => Aside(10_000, [280]);

    [Fact]
    [Trait("Category", "Long")]
    public void ManyIons_LieAsideAsTheirGaussiansSay() => Aside(100_000, [80, 200, 280]);

    private void Aside(int ions, double[] ranges, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var claim = Claim.Of(this, "The lateral components of a simulated beam hold the dose outside 3 to 50 mm of its axis to a tenth, a sixth at most, of it and a thousandth of all dose together.", "The rings that the engine scored and the Gaussians were fitted to, with another seed than the form was chosen by", method);
        foreach (var range in ranges)
        {
            var simulated = MonteCarloWaterBeams.Simulate(GenericSynchrotron.Spec.Create(), range, ions, 12, new WorkContext(2));
            Compare(claim, simulated, simulated.ToWaterBeam(), ions);
        }

        claim.Conclude();
    }

    private static void Compare(Claim claim, SimulatedBeam simulated, WaterBeam beam, int ions)
    {
        var of = FormattableString.Invariant($"range {beam.RangeMm:F0} mm");
        int[] chosen = [.. Radii.Select(radius => Enumerable.Range(0, simulated.OuterMm.Count).MinBy(k => Math.Abs(Math.Log(simulated.OuterMm[k] / radius))))];
        var (all, each) = (simulated.Rings([.. Groups.SelectMany(group => group.Charges)]), Groups.Select(group => simulated.Rings(group.Charges)).ToArray());
        var rows = new List<string[]>();
        var errors = new List<double>();
        var groups = 0.0;
        foreach (var depth in Depths)
        {
            int[] nodes = [.. Enumerable.Range(0, ScaledDepths.Nodes.Count).Where(n => Math.Abs(ScaledDepths.Nodes[n] - depth) < HalfWindow)];
            double Sum(Func<int, double> value) => nodes.Sum(n => (ScaledDepths.Edges[n + 1] - ScaledDepths.Edges[n]) * value(n));
            var (scored, modelled) = (Sum(n => all[n].Sum()), Sum(n => beam.Dose.Sum(dose => dose[n])));
            var row = new List<string> { Text(depth, "F1") };
            foreach (var k in chosen)
            {
                var truth = Sum(n => all[n].Skip(k + 1).Sum()) / scored;
                var error = Sum(n => beam.Groups.Index().Sum(c => beam.Dose[c.Index][n] * Math.Exp(-Math.Pow(simulated.OuterMm[k] / beam.RangeMm, 2) / (2 * beam.ScaledVariance[c.Index][n])))) / modelled - truth;
                row.Add(FormattableString.Invariant($"{100 * truth:F2} ({100 * error:+0.00;-0.00;0.00})"));
                errors.Add(Math.Abs(error) / (truth + Least));
            }

            for (var g = 0; g < Groups.Length; g++)
                groups = Math.Max(groups, Math.Abs(Sum(n => beam.Groups.Index().Where(c => c.Item == Groups[g].Group).Sum(c => beam.Dose[c.Index][n])) - Sum(n => each[g][n].Sum())) / scored);
            rows.Add([.. row]);
        }

        claim.AtMost($"{of}: dose outside 3 to 50 mm, largest deviation of it", 100 * errors.Max(), 16, "%", "of it and of a thousandth of the dose: five Gaussians for three decades of radius, tried against other forms (docs/methods/beam-models.md)");
        claim.AtMost($"{of}: the same, root mean square", 100 * Math.Sqrt(errors.Average(error => error * error)), 10, "%", "what measured fields of one spot would tell");
        claim.AtMost($"{of}: share of a group in the dose, largest deviation, of all", 100 * groups, 100 * (0.002 + 1 / Math.Sqrt(ions)), "%", "smoothing over depth; noise of one layer");
        claim.Table($"{of}: dose outside a radius, engine (model less engine), % of all", ["depth over range", .. chosen.Select(k => Text(simulated.OuterMm[k], "F1") + " mm")], rows);
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
