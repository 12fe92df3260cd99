using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Tests;
using Hanbeam.Treatment.Plans;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

/// <summary>
/// LET, alpha and sqrt(beta) of the shipped machine come from spectra at a few planes of a few simulated beams, interpolated in range and folded with energy spread and ripple filter. Here ions of one energy
/// are followed with their own energy and thickness of the filter, and each step's own LET, alpha and sqrt(beta) are averaged where it leaves its dose.
/// </summary>
public sealed class EffectByDepth_OfTheBeamModel_IsTheEngines
{
    // Below a hundredth of the peak's dose no effect counts.
    private const double LowestDose = 0.01;
    private const double LayerMm = 0.2;
    private const string Behind = "behind the range";
    private static readonly string[] Names = ["LET", "alpha", "sqrt(beta)"];

    [Fact]
    public void OneEnergy_WithFewIons_HasTheEnginesEffect() => Compare(100_000, [290]);

    [Fact]
    [Trait("Category", "Long")]
    public void FourEnergies_WithManyIons_HaveTheEnginesEffect() => Compare(1_000_000, [120, 200, 290, 400]);

    private void Compare(int ions, double[] energies, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var claim = Claim.Of(this, "Dose-averaged LET up to 1 mm behind the range, and alpha and sqrt(beta) of the modified MKM there and from 3 mm behind it on, of generic-synchrotron are what the engine of the same physics gives for ions of that energy: spectra, their interpolation and folding lose nothing. Not met: LET from 3 mm behind the range on is too low, by 12 % at most (root mean square). In the 2 mm between, where carbon becomes fragments, nothing is compared.", "Each step of ions followed one by one through nozzle and ripple filter, with its own LET, alpha and sqrt(beta), weighted with its dose; no spectra are made", method);
        var model = MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron", SourceTree.Path("data")));
        var rbe = RbeModels.Get("mmkm-qst");
        var factory = new LayerKernelFactory(model, new EffectQuantities(rbe.Alpha, rbe.SqrtBeta, null));
        var work = new WorkContext(2);
        foreach (var wanted in energies)
        {
            var nominal = model.Machine.Energies.MinBy(e => Math.Abs(e.EnergyMeVPerU - wanted))!;
            var kernel = factory.Create(new EnergyLayer { EnergyMeVPerU = nominal.EnergyMeVPerU, XMm = [], YMm = [], Particles = [] }, null);
            var (edges, result) = Follow(model, nominal.EnergyMeVPerU, ions, rbe, work);
            Quantities(claim, FormattableString.Invariant($"{nominal.EnergyMeVPerU} MeV/u"), nominal.RangeMm, kernel, edges, result);
        }

        claim.Conclude();
    }

    private static (double[] Edges, MonteCarloResult Result) Follow(BeamModel model, double energy, int ions, IRbeModel rbe, WorkContext work)
    {
        var machine = model.Machine;
        var range = machine.Energies.First(e => e.EnergyMeVPerU == energy).RangeMm;
        var first = 4 * Math.Floor((range - 8) / 4);
        double[] edges = [.. Steps(0, first, 4), .. Steps(first, range + 3, LayerMm), .. Steps(range + 3, range + 43, 4), range + 43];
        var source = BeamSource.Pencil(Ion.Carbon12, energy, machine.Nozzle!.RelativeEnergySpread, slabs: NozzleLine.Slabs(machine, machine.Nozzle, drawRipple: true, lowestZgMm: 0));
        // What is heavier than carbon is a residue of less than a millimetre's range, as in `check`.
        IonQuantity UpToCarbon(IonQuantity quantity) => (Z, A, E) => Z <= 6 ? quantity(Z, A, E) : quantity(6, 12, E);
        var request = new ScoringRequest { Quantities = [UpToCarbon(rbe.Alpha), UpToCarbon(rbe.SqrtBeta)], RingEdgesMm = null };
        return (edges, MonteCarloEngine.Run(TransportGeometry.Slab(Material.Water, edges), [source], request, new MonteCarloSettings { Histories = ions, Seed = 31 }, work));
    }

    private static void Quantities(Claim claim, string at, double range, LayerKernel kernel, double[] edges, MonteCarloResult result)
    {
        int[] layers = [.. Enumerable.Range(0, edges.Length - 1).Where(n => result.DoseToWater[n] > LowestDose * result.DoseToWater.Max())];
        double Middle(int n) => 0.5 * (edges[n] + edges[n + 1]);
        Func<int, double>[] followed = [n => result.Let[n], n => result.Means[0][n], n => result.Means[1][n]];
        Func<KernelComponent, float[]>[] modelled = [c => c.Let, c => c.Alpha, c => c.SqrtBeta];
        var rows = new List<string[]>();
        var parts = new (string Name, Func<double, bool> Holds)[] { ("to 90 % of the range", z => z < 0.9 * range), ("the last tenth", z => z >= 0.9 * range && z < range + 1), (Behind, z => z >= range + 3) };
        for (var q = 0; q < Names.Length; q++)
        {
            foreach (var (name, holds) in parts)
            {
                double[] errors = [.. layers.Where(n => holds(Middle(n))).Select(n => Deviation(followed[q](n), [.. new[] { -0.5 * LayerMm, 0, 0.5 * LayerMm }.Select(shift => Mean(kernel, modelled[q], Math.Max(0, Middle(n) + shift)))]))];
                Assert.NotEmpty(errors);
                rows.Add([Names[q], name, $"{errors.Length}", FormattableString.Invariant($"{100 * errors.Average():+0.0;-0.0;0.0}"), FormattableString.Invariant($"{100 * Math.Sqrt(errors.Average(e => e * e)):F1}"), FormattableString.Invariant($"{100 * errors.Max(Math.Abs):F1}")]);
                if (q == 0 && name == Behind) claim.AtMost($"{at}: LET, {name}, root mean square", 100 * Math.Sqrt(errors.Average(e => e * e)), 12, "%", "not met at 2 %: found 7 to 9 %; what has changed would show");
                else claim.AtMost($"{at}: {Names[q]}, {name}, root mean square", 100 * Math.Sqrt(errors.Average(e => e * e)), 2, "%", "energy bins 21 % wide and depths of spectra, as LetOfTheEngine_IsTheMachineFiles allows; an effect 2 % off is less than 1 % of an RBE-weighted dose behind the range, where dose is little");
            }

            if (q == 2 || range < 100) continue;
            double[] depths = [.. layers.Select(Middle)];
            claim.Figure($"{at}: {Names[q]}", "depth (mm)", q == 0 ? "keV/µm" : "1/Gy", ("beam model", depths, [.. depths.Select(z => Mean(kernel, modelled[q], z))], false), ("engine", depths, [.. layers.Select(followed[q])], true));
        }

        claim.Table($"Not met: LET behind the range, most likely by short-ranged fragments of water nuclei of high LET, which spectra hold in few bins; alpha, which such LET saturates, is met. {at}: model over engine less 1, %", ["quantity", "depths", "layers", "mean", "root mean square", "largest"], rows);
    }

    // Where LET falls to a quarter in 0.2 mm, a value is compared with all those within half a layer.
    private static double Deviation(double followed, double[] near) => followed > near.Max() ? near.Max() / followed - 1 : followed < near.Min() ? near.Min() / followed - 1 : 0;

    private static double Mean(LayerKernel kernel, Func<KernelComponent, float[]> quantity, double depthMm)
    {
        var x = depthMm / LayerKernel.UsualDepthStepMm;
        var n = (int)x;
        double Sum(Func<KernelComponent, int, double> of) => kernel.Components.Sum(c => of(c, n) + (x - n) * (of(c, n + 1) - of(c, n)));
        return Sum((c, i) => c.Amplitude[i] * quantity(c)[i]) / Sum((c, i) => c.Amplitude[i]);
    }

    private static IEnumerable<double> Steps(double from, double to, double step) => Enumerable.Range(0, (int)Math.Ceiling((to - from) / step - 1e-9)).Select(n => from + n * step);
}
