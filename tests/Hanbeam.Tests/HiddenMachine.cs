using System.Globalization;
using System.Text;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.BeamModels.Commissioning;
using Hanbeam.Dose.BeamModels.Specs;
using Hanbeam.Numerics.Random;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Tests;

/// <summary>
/// A machine whose parameters are known here and hidden from the fit: what would be measured at it, with noise, as files of hanbeam-commissioning/1. It differs from
/// the description that goes with the files in everything that is fitted.
/// </summary>
internal sealed class HiddenMachine
{
    public const double RippleWidthMm = 2.9;
    public const double HaloDose = 1.15;
    public const double HaloSigma = 0.9;
    public const double IonsPerMonitorUnit = 1.234e6;

    // Noise of a reading over itself, of a depth (mm), of a profile's background over its highest, of a factor or dose over itself.
    private const double Reading = 0.004;
    private const double Depth = 0.03;
    private const double Background = 0.0003;
    private const double Ratio = 0.003;

    private readonly CounterRandom[] random = [new(20261122, 1)];

    /// <summary>Nominal energies, MeV/u.</summary>
    public static IReadOnlyList<double> Energies { get; } = [100, 160, 220, 290, 350, 410];

    /// <summary>True energy over nominal.</summary>
    public static double EnergyRatio(double nominal) => 1 + 0.002 * Math.Sin(nominal / 60);

    /// <summary>True sigma of the energy over its mean.</summary>
    public static double EnergySpread(double nominal) => 0.0018 - 1.5e-6 * nominal;

    /// <summary>The hidden optics: another waist, a divergence that the description lacks, the scatter of the description.</summary>
    public static BeamOptics Optics { get; } = GenericSynchrotron.Spec.Optics with { X = new OpticsAxis(2.5, 0.001, -300), Y = new OpticsAxis(1.7, 0.0015, 200) };

    /// <summary>True sigma in air at the isocentre, mm.</summary>
    public static double SpotSigmaMm(double nominal, bool alongX) => SpotOptics.SigmaMm(Optics, alongX ? Optics.X : Optics.Y, GenericSynchrotron.Spec.Ion, nominal, 0);

    /// <summary>The hidden beam model, its halo changed.</summary>
    public static BeamModel Model(WorkContext work)
    {
        var described = GenericSynchrotron.Spec with { Optics = Optics };
        var machine = described.Create(Energies);
        machine = machine with
        {
            RippleFilter = machine.RippleFilter! with { MaximumWaterEquivalentMm = RippleWidthMm, MeanWaterEquivalentMm = 0.5 * RippleWidthMm },
            Energies = [.. machine.Energies.Select(e => e with { BeamEnergyMeVPerU = e.EnergyMeVPerU * EnergyRatio(e.EnergyMeVPerU), RelativeEnergySpread = EnergySpread(e.EnergyMeVPerU) })],
        };
        var model = BeamModelGenerator.Generate(machine, work);
        return model with { Energies = [.. model.Energies.Select(new HaloScale(HaloDose, HaloSigma).Apply)] };
    }

    /// <summary>Measures, and writes the files into a folder.</summary>
    /// <returns>The path of data.yaml.</returns>
    public string Write(string folder, WorkContext work)
    {
        var model = Model(work);
        var yaml = new StringBuilder("schema: hanbeam-commissioning/1\nname: found-again\nmachine: described.yaml\n");
        var described = System.IO.File.ReadAllText(SourceTree.Path("data", "machines", "generic-synchrotron.yaml"));
        System.IO.File.WriteAllText(Path.Combine(folder, "described.yaml"), described.Replace("energies: { highest: 430, lowest: 55.6, rangeStep: 2 }", $"energies: [{string.Join(", ", Energies)}]", StringComparison.Ordinal));
        yaml.Append("depthDoses:\n");
        foreach (var beam in model.Energies) yaml.Append(Text($"  - {{ energy: {beam.EnergyMeVPerU}, file: {WriteDepthDose(folder, beam)}, uncertainty: {100 * Reading}, depthUncertainty: {Depth} }}\n"));
        yaml.Append("spots:\n");
        foreach (var (energy, beam) in model.Machine.Energies.Zip(model.Energies)) WriteProfiles(folder, energy, beam, yaml);
        yaml.Append("fieldSizeFactors:\n");
        foreach (var (energy, beam) in model.Machine.Energies.Zip(model.Energies)) WriteFieldSizes(folder, energy, beam, yaml);
        yaml.Append("doses:\n");
        foreach (var (energy, beam) in model.Machine.Energies.Zip(model.Energies)) WriteDose(energy, beam, yaml);
        var path = Path.Combine(folder, "data.yaml");
        System.IO.File.WriteAllText(path, yaml.ToString());
        return path;
    }

    private string WriteDepthDose(string folder, EnergyBeamData beam)
    {
        var range = BeamModelGenerator.DistalDepthMm(beam, 0.8);
        var lines = new List<string> { "depth_mm,dose" };
        for (var depth = 3.0; depth < range + 40; depth += depth > range - 12 && depth < range + 6 ? 0.4 : 3)
        {
            var shift = Depth * random[0].NextNormal();
            lines.Add(Text($"{depth:0.0},{CurveFigures.At(beam.DepthMm, beam.IntegralDose, depth + shift) * (1 + Reading * random[0].NextNormal()):0.00000}"));
        }

        return File(folder, Text($"depth-{beam.EnergyMeVPerU:0}.csv"), lines);
    }

    private void WriteProfiles(string folder, MachineEnergy energy, EnergyBeamData beam, StringBuilder yaml)
    {
        var model = new PencilModel(beam);
        var depth = 0.5 * energy.RangeMm;
        foreach (var alongX in new[] { true, false })
        {
            foreach (var zg in new[] { 300.0, 100, 0, -150, -300 })
            {
                var sigma = SpotTable.At(energy.SpotZgMm, alongX ? energy.SpotSigmaXMm : energy.SpotSigmaYMm, zg);
                var name = Profile(folder, Text($"air-{energy.EnergyMeVPerU:0}-{(alongX ? "x" : "y")}{zg:0}.csv"), 20, at => Math.Exp(-0.5 * at * at / (sigma * sigma)));
                yaml.Append(Text($"  - {{ energy: {energy.EnergyMeVPerU}, axis: {(alongX ? "x" : "y")}, position: {zg}, file: {name}, uncertainty: {100 * Reading}, background: {100 * Background} }}\n"));
            }

            // Water from 100 mm upstream of the isocentre on, so that the depth of the profile lies at Zg = 100 − depth.
            var (x, y) = Spot(energy, 100 - depth);
            var top = model.Profile(depth, 0, alongX ? x : y, alongX ? y : x);
            var water = Profile(folder, Text($"water-{energy.EnergyMeVPerU:0}-{(alongX ? "x" : "y")}.csv"), 60, at => model.Profile(depth, at, alongX ? x : y, alongX ? y : x) / top);
            yaml.Append(Text($"  - {{ energy: {energy.EnergyMeVPerU}, axis: {(alongX ? "x" : "y")}, waterDepth: {depth:0.00}, position: {100 - depth:0.00}, file: {water}, uncertainty: {100 * Reading}, background: {100 * Background} }}\n"));
        }
    }

    private void WriteFieldSizes(string folder, MachineEnergy energy, EnergyBeamData beam, StringBuilder yaml)
    {
        var depth = Math.Round(0.7 * energy.RangeMm, 1);
        var lines = new List<string> { "side_mm,factor" };
        foreach (var side in new[] { 10.0, 20, 30, 50, 80 })
        {
            var factor = new FieldSizeFactor("", energy.EnergyMeVPerU, depth, 100, side, 120, 1, 1);
            lines.Add(Text($"{side},{HaloFit.FieldSize(new PencilModel(beam), factor, (_, zg) => Spot(energy, zg)) * (1 + Ratio * random[0].NextNormal()):0.00000}"));
        }

        yaml.Append(Text($"  - {{ energy: {energy.EnergyMeVPerU}, waterDepth: {depth}, surface: 100, reference: 120, file: {File(folder, Text($"fields-{energy.EnergyMeVPerU:0}.csv"), lines)}, uncertainty: {100 * Ratio} }}\n"));
    }

    private void WriteDose(MachineEnergy energy, EnergyBeamData beam, StringBuilder yaml)
    {
        var dose = new FieldDose(energy.EnergyMeVPerU, 20, 100, 60, 2, 0.5, 1, Ratio);
        var gray = MonitorFit.PerMillionIons(dose, beam, (_, zg) => Spot(energy, zg)) * dose.MonitorUnitsPerSpot * IonsPerMonitorUnit / 1e6 * (1 + Ratio * random[0].NextNormal());
        yaml.Append(Text($"  - {{ energy: {energy.EnergyMeVPerU}, waterDepth: 20, surface: 100, side: 60, spotSpacing: 2, monitorUnitsPerSpot: 0.5, dose: {gray:0.00000}, uncertainty: {100 * Ratio} }}\n"));
    }

    private string Profile(string folder, string name, double reach, Func<double, double> shape)
    {
        var lines = new List<string> { "position_mm,dose" };
        for (var at = -reach; at <= reach; at += Math.Abs(at) > 20 ? 4 : 1) lines.Add(Text($"{at:0.0},{shape(at) * (1 + Reading * random[0].NextNormal()) + Background * random[0].NextNormal():0.0000000}"));
        return File(folder, name, lines);
    }

    private static (double X, double Y) Spot(MachineEnergy energy, double zg) => (SpotTable.At(energy.SpotZgMm, energy.SpotSigmaXMm, zg), SpotTable.At(energy.SpotZgMm, energy.SpotSigmaYMm, zg));

    private static string File(string folder, string name, IEnumerable<string> lines)
    {
        System.IO.File.WriteAllText(Path.Combine(folder, name), string.Join('\n', lines) + "\n");
        return name;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
