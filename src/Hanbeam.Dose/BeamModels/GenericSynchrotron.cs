using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Scattering;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels;

/// <summary>
/// The figures of <c>generic-synchrotron</c>: not a real machine, a scanned carbon machine of the class of the Japanese synchrotrons for research,
/// teaching and tests. Its sources are in <see cref="Machine.Provenance"/>.
/// </summary>
public static class GenericSynchrotron
{
    /// <summary>Its name.</summary>
    public const string Name = "generic-synchrotron";

    /// <summary>Highest energy, MeV/u.</summary>
    public const double HighestMeVPerU = 430;

    /// <summary>Lowest energy, MeV/u.</summary>
    public const double LowestMeVPerU = 55.6;

    /// <summary>Difference in range between energies, mm.</summary>
    public const double RangeStepMm = 2;

    // Optics: sigma at the waist, and where the scatter in the nozzle happens, mm from the isocentre.
    private const double WaistSigmaMm = 2.0;
    private const double MonitorToIsocenterMm = 1000;

    // Window and monitors, mm of water.
    private const double WindowAndMonitorsMm = 1.5;

    /// <summary>
    /// Nozzle and energy spread. The nozzle is window and monitors plus the metre of air from there to the isocentre, 1.07 mm of water: air outside the
    /// patient counts here and nowhere else. A skin 100 mm upstream of the isocentre has 0.1 mm less air in front of it than that.
    /// </summary>
    public static BeamLine Line { get; } = new(Math.Round(WindowAndMonitorsMm + AirWaterEquivalentMm(MonitorToIsocenterMm), 2), 0.001);

    /// <summary>Energies in steps of 2 mm of range downwards from 430 MeV/u, ascending, rounded to 0.01 MeV/u.</summary>
    public static IReadOnlyList<double> EnergiesMeVPerU()
    {
        var table = RangeTable.Of(Ion.Carbon12);
        var energies = new List<double>();
        for (var range = table.RangeMm(HighestMeVPerU); ; range -= RangeStepMm)
        {
            var energy = Math.Round(table.EnergyMeVPerU(range), 2);
            if (energy < LowestMeVPerU) break;
            energies.Add(energy);
        }

        energies.Reverse();
        return energies;
    }

    /// <summary>The machine with the given energies and without ranges, which the generator fills in.</summary>
    /// <param name="energiesMeVPerU">Energies, ascending; all of <see cref="EnergiesMeVPerU"/> for the machine that ships.</param>
    public static Machine Create(IReadOnlyList<double> energiesMeVPerU) => new()
    {
        Name = Name,
        Clinical = false,
        Ion = new IonSpecies("12C", 6, 12),
        Energies = [.. energiesMeVPerU.Select(Energy)],
        SourceAxisDistanceXMm = 8000,
        SourceAxisDistanceYMm = 7400,
        NozzleExitToIsocenterMm = 650,
        ScanFieldXMm = 200,
        ScanFieldYMm = 200,
        MinimumIonsPerSpot = 1e4,
        MaximumIonsPerSpot = 1e8,
        Nozzle = new MachineNozzle
        {
            WaterEquivalentMm = Line.NozzleWaterEquivalentMm,
            RelativeEnergySpread = Line.RelativeEnergySpread,
            Slabs = [new NozzleSlab("water", WindowAndMonitorsMm, MonitorToIsocenterMm), new NozzleSlab("air", MonitorToIsocenterMm, MonitorToIsocenterMm)],
        },
        RippleFilter = new RippleFilter("RIFI3", "PMMA", 1.7, 3.4),
        RangeShifters =
        [
            new RangeShifter("RS30", "PMMA", 30, Math.Round(30 / PmmaStoppingRatio, 2), 300),
            new RangeShifter("RS60", "PMMA", 60, Math.Round(60 / PmmaStoppingRatio, 2), 300),
        ],
        Timing = new DeliveryTiming
        {
            DefaultMode = "multi-energy",
            ExtractionIonsPerSecond = 2e8,
            StoredIons = 2e10,
            ScanSpeedXMmPerSecond = 100_000,
            ScanSpeedYMmPerSecond = 50_000,
            SettlingSeconds = 1e-4,
            EnergyStepSeconds = 0.25,
            FlatTopSeconds = 30,
            RefillSeconds = 2.0,
            SpillSeconds = 4,
            SpillGapSeconds = 2.0,
        },
        Ports = [new MachinePort("H", [90, 270]), new MachinePort("V", [0]), new MachinePort("45", [45]), new MachinePort("gantry", [])],
        Provenance = Figures,
    };

    /// <summary>The whole beam model, as it ships or without its ripple filter.</summary>
    /// <param name="rippleFilter">Whether the ripple filter is in the beam.</param>
    /// <param name="work">Threads, progress, cancellation; about 20 s on one core.</param>
    public static BeamModel Generate(bool rippleFilter, WorkContext work)
    {
        var machine = Create(EnergiesMeVPerU());
        return BeamModelGenerator.Generate(rippleFilter ? machine : machine with { RippleFilter = null }, Line, work);
    }

    /// <summary>Sigma in air at the isocentre, mm: 2.0 mm optics, scatter in 3 mm of water 1 m upstream and in that metre of air, by Highland.</summary>
    /// <param name="energyMeVPerU">Energy.</param>
    public static double SpotSigmaMm(double energyMeVPerU)
    {
        var nozzle = FermiEyges.ThinLayerAngleRad(Ion.Carbon12, energyMeVPerU, 0.3 / Material.Water.RadiationLengthGPerCm2) * MonitorToIsocenterMm;
        var air = FermiEyges.ThinLayerAngleRad(
            Ion.Carbon12, energyMeVPerU, Material.Air.DensityGPerCm3 * MonitorToIsocenterMm / 10 / Material.Air.RadiationLengthGPerCm2) * MonitorToIsocenterMm;
        return Math.Sqrt(WaistSigmaMm * WaistSigmaMm + nozzle * nozzle + air * air / 3); // a uniform layer scatters over a third of its length squared
    }

    // At 200 MeV/u; the ratio changes by 0.3 % over all energies, 0.003 mm.
    private static double AirWaterEquivalentMm(double airMm) => airMm * Material.Air.DensityGPerCm3 / Material.Water.DensityGPerCm3
        * ElectronicStopping.MassStoppingPower(Ion.Carbon12, 200, Material.Air) / ElectronicStopping.MassStoppingPower(Ion.Carbon12, 200, Material.Water);

    // Relative stopping power of PMMA.
    private const double PmmaStoppingRatio = 1.16;

    private static MachineEnergy Energy(double energyMeVPerU)
    {
        var sigma = SpotSigmaMm(energyMeVPerU);
        var divergence = Math.Sqrt(sigma * sigma - WaistSigmaMm * WaistSigmaMm) / MonitorToIsocenterMm;
        double[] positions = [650, 500, 400, 300, 200, 100, 0, -100, -200, -300];
        double[] sigmas = [.. positions.Select(z =>
        {
            var spread = divergence * (MonitorToIsocenterMm - z);
            return Math.Round(Math.Sqrt(WaistSigmaMm * WaistSigmaMm + spread * spread), 4);
        })];
        return new MachineEnergy { EnergyMeVPerU = energyMeVPerU, RangeMm = 0, SpotZgMm = positions, SpotSigmaXMm = sigmas, SpotSigmaYMm = sigmas };
    }

    private static readonly SourcedFigure[] Figures =
    [
        new("ion and energies 12C, 55.6 to 430 MeV/u", "HIMAC class, from memory; not checked against a machine"),
        new("energy step 2 mm of range", "assumed"),
        new("energy spread 0.1 % (1 sigma) at all energies", "assumed"),
        new("nozzle 1.5 mm water-equivalent, 1.0 m upstream of the isocentre", "assumed"),
        new("1.0 m of air behind it, 1.07 mm water-equivalent, counted to the nozzle", "computed: dry air at 20 degrees C"),
        new("ripple filter PMMA, 3 mm maximum, mean 1.7 mm water-equivalent, range spread uniform over 0 to 3.4 mm water-equivalent", "3 mm: GSI class, from memory; numbers assumed"),
        new("spot sigma in air: 2.0 mm optics, Highland scatter in 3 mm water at 1 m and in air", "2.0 mm assumed; rest computed"),
        new("divergence from that scatter only, x = y, waist at the isocentre", "assumed"),
        new("source-axis distances 8.0 m (x) and 7.4 m (y)", "assumed"),
        new("nozzle exit 650 mm and monitors 1000 mm from the isocentre", "assumed"),
        new("range shifters PMMA 30 and 60 mm water-equivalent (relative stopping power 1.16), downstream face 300 mm from the isocentre", "assumed"),
        new("scan field 200 x 200 mm at the isocentre", "HIT and gantry class, from memory"),
        new("scan speed 100 m/s (x), 50 m/s (y)", "NIRS fast scanning, from memory"),
        new("settling 0.1 ms", "assumed"),
        new("ions per spot 1e4 to 1e8, whole ions", "assumed"),
        new("dose monitor 1 MU = 1e6 ions until commissioned", "assumed"),
        new("stored ions 2e10 per cycle, extraction 1e7 to 1e9 per s, default 2e8 per s", "NIRS, from memory; default assumed"),
        new("multi-energy operation: 0.25 s per energy step, flat-top 30 s, refill 2.0 s", "assumed"),
        new("one energy per spill: spill 4 s, gap 2.0 s", "MedAustron carbon: 4 s spill, 2 s mean gap (2019)"),
        new("ports H 90/270, V 0, 45, and gantry as an option", "assumed"),
        new("depth doses, LET, lateral components and spectra", "computed: Hanbeam BeamModelGenerator, docs/methods/transport.md"),
    ];
}
