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

    /// <summary>Which noise, and which offset.</summary>
    public ulong Seed
    {
        get;
        init
        {
            field = value;
            random[0] = new(value, 1);
        }
    }
    = 20261122;

    /// <summary>Radius of the chamber that depth doses are taken with, mm; null for one that takes in all.</summary>
    public double? ChamberRadiusMm { get; init; }

    /// <summary>Standard uncertainty of the offset that all depths have in common, mm; one is drawn of it.</summary>
    public double DepthOffsetMm { get; init; }

    /// <summary>The offset that was drawn, mm: a depth is written so much smaller than it is. It is the first draw of all.</summary>
    public double DrawnOffsetMm
    {
        get
        {
            var first = new CounterRandom(Seed, 1);
            return DepthOffsetMm * first.NextNormal();
        }
    }

    /// <summary>Whether readings scatter evenly between bounds instead of normally, with the same variance.</summary>
    public bool EvenNoise { get; init; }

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

    /// <summary>The hidden machine.</summary>
    public static Machine Machine()
    {
        var machine = (GenericSynchrotron.Spec with { Optics = Optics }).Create(Energies);
        return machine with
        {
            RippleFilter = machine.RippleFilter! with { MaximumWaterEquivalentMm = RippleWidthMm, MeanWaterEquivalentMm = 0.5 * RippleWidthMm },
            Energies = [.. machine.Energies.Select(e => e with { BeamEnergyMeVPerU = e.EnergyMeVPerU * EnergyRatio(e.EnergyMeVPerU), RelativeEnergySpread = EnergySpread(e.EnergyMeVPerU) })],
        };
    }

    /// <summary>Measures beams of the deterministic generator, and writes the files into a folder.</summary>
    /// <returns>The path of data.yaml.</returns>
    public string Write(string folder, WorkContext work) =>
        Write(folder, [.. BeamModelGenerator.Generate(Machine(), work).Energies.Select(beam => new GeneratedBeam(new HaloScale(HaloDose, HaloSigma).Apply(beam)))]);

    /// <summary>Measures beams of all energies, and writes the files into a folder.</summary>
    /// <returns>The path of data.yaml.</returns>
    public string Write(string folder, IReadOnlyList<IHiddenBeam> beams)
    {
        var machine = Machine();
        var offset = DepthOffsetMm * random[0].NextNormal();
        var yaml = new StringBuilder("schema: hanbeam-commissioning/1\nname: found-again\nmachine: described.yaml\n");
        var described = System.IO.File.ReadAllText(SourceTree.Path("data", "machines", "generic-synchrotron.yaml"));
        System.IO.File.WriteAllText(Path.Combine(folder, "described.yaml"), described.Replace("energies: { highest: 430, lowest: 55.6, rangeStep: 2 }", $"energies: [{string.Join(", ", Energies)}]", StringComparison.Ordinal));
        yaml.Append(Text($"depthOffsetUncertainty: {DepthOffsetMm}\ndepthDoses:\n"));
        var radius = ChamberRadiusMm is { } mm ? Text($", chamberRadius: {mm}") : "";
        foreach (var (energy, beam) in machine.Energies.Zip(beams)) yaml.Append(Text($"  - {{ energy: {beam.EnergyMeVPerU}, file: {WriteDepthDose(folder, energy, beam, offset)}, uncertainty: {100 * Reading}, depthUncertainty: {Depth}{radius} }}\n"));
        yaml.Append("spots:\n");
        foreach (var (energy, beam) in machine.Energies.Zip(beams)) WriteProfiles(folder, energy, beam, yaml);
        yaml.Append("fieldSizeFactors:\n");
        foreach (var (energy, beam) in machine.Energies.Zip(beams)) WriteFieldSizes(folder, energy, beam, yaml);
        yaml.Append("doses:\n");
        foreach (var (energy, beam) in machine.Energies.Zip(beams)) WriteDose(energy, beam, yaml);
        var path = Path.Combine(folder, "data.yaml");
        System.IO.File.WriteAllText(path, yaml.ToString());
        return path;
    }

    private string WriteDepthDose(string folder, MachineEnergy energy, IHiddenBeam beam, double offsetMm)
    {
        var (x, y) = Spot(energy, 0);
        var lines = new List<string> { "depth_mm,dose" };
        foreach (var depth in beam.DepthMm)
        {
            var at = depth + offsetMm + Depth * Noise();
            var dose = beam.IntegralDose(at) * (ChamberRadiusMm is { } radius ? beam.RoundChamber(at, radius, x, y) : 1);
            lines.Add(Text($"{depth:0.00},{dose * (1 + Reading * Noise()):0.00000}"));
        }

        return File(folder, Text($"depth-{beam.EnergyMeVPerU:0}.csv"), lines);
    }

    private void WriteProfiles(string folder, MachineEnergy energy, IHiddenBeam beam, StringBuilder yaml)
    {
        var depth = Math.Round(0.5 * beam.RangeMm, 2);
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
            var top = beam.Profile(depth, 0, alongX ? x : y, alongX ? y : x);
            var water = Profile(folder, Text($"water-{energy.EnergyMeVPerU:0}-{(alongX ? "x" : "y")}.csv"), 60, at => beam.Profile(depth, at, alongX ? x : y, alongX ? y : x) / top);
            yaml.Append(Text($"  - {{ energy: {energy.EnergyMeVPerU}, axis: {(alongX ? "x" : "y")}, waterDepth: {depth:0.00}, position: {100 - depth:0.00}, file: {water}, uncertainty: {100 * Reading}, background: {100 * Background} }}\n"));
        }
    }

    private void WriteFieldSizes(string folder, MachineEnergy energy, IHiddenBeam beam, StringBuilder yaml)
    {
        var depth = Math.Round(0.7 * beam.RangeMm, 1);
        var (x, y) = Spot(energy, 100 - depth);
        var lines = new List<string> { "side_mm,factor" };
        foreach (var side in new[] { 10.0, 20, 30, 50, 80 })
            lines.Add(Text($"{side},{beam.SquareField(depth, side, x, y) / beam.SquareField(depth, 120, x, y) * (1 + Ratio * Noise()):0.00000}"));
        yaml.Append(Text($"  - {{ energy: {energy.EnergyMeVPerU}, waterDepth: {depth}, surface: 100, reference: 120, file: {File(folder, Text($"fields-{energy.EnergyMeVPerU:0}.csv"), lines)}, uncertainty: {100 * Ratio} }}\n"));
    }

    private void WriteDose(MachineEnergy energy, IHiddenBeam beam, StringBuilder yaml)
    {
        const double SpacingMm = 2, Units = 0.5;
        var (x, y) = Spot(energy, 80);
        var gray = beam.IntegralDose(20) * beam.SquareField(20, 60, x, y) / (SpacingMm * SpacingMm) * Units * IonsPerMonitorUnit / 1e6 * (1 + Ratio * Noise());
        yaml.Append(Text($"  - {{ energy: {energy.EnergyMeVPerU}, waterDepth: 20, surface: 100, side: 60, spotSpacing: {SpacingMm}, monitorUnitsPerSpot: {Units}, dose: {gray:0.00000}, uncertainty: {100 * Ratio} }}\n"));
    }

    private string Profile(string folder, string name, double reach, Func<double, double> shape)
    {
        var lines = new List<string> { "position_mm,dose" };
        for (var at = -reach; at <= reach; at += Math.Abs(at) > 20 ? 4 : 1) lines.Add(Text($"{at:0.0},{shape(at) * (1 + Reading * Noise()) + Background * Noise():0.0000000}"));
        return File(folder, name, lines);
    }

    private double Noise() => EvenNoise ? Math.Sqrt(12) * (random[0].NextDouble() - 0.5) : random[0].NextNormal();

    private static (double X, double Y) Spot(MachineEnergy energy, double zg) => (SpotTable.At(energy.SpotZgMm, energy.SpotSigmaXMm, zg), SpotTable.At(energy.SpotZgMm, energy.SpotSigmaYMm, zg));

    private static string File(string folder, string name, IEnumerable<string> lines)
    {
        System.IO.File.WriteAllText(Path.Combine(folder, name), string.Join('\n', lines) + "\n");
        return name;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
