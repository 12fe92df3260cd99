using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Tests.Dose;

/// <summary>A small world for engine tests: a uniform water box centred on the origin and a made-up machine whose numbers can be checked by hand.</summary>
internal static class WaterWorld
{
    public static Machine Machine { get; } = new()
    {
        Name = "toy",
        Ion = new IonSpecies("12C", 6, 12),
        Energies = [Energy(200, 80), Energy(210, 90)],
        SourceAxisDistanceXMm = 8000,
        SourceAxisDistanceYMm = 7000,
        NozzleExitToIsocenterMm = 650,
        ScanFieldXMm = 200,
        ScanFieldYMm = 200,
        MinimumIonsPerSpot = 1e4,
        MaximumIonsPerSpot = 1e8,
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
            RefillSeconds = 2,
            SpillSeconds = 4,
            SpillGapSeconds = 2,
        },
    };

    public static BeamModel Model { get; } = new(Machine, [Data(200, 80), Data(210, 90)]);

    public static PatientModel Box(double halfMm = 100, double spacingMm = 2)
    {
        var n = (int)(2 * halfMm / spacingMm);
        var origin = -halfMm + spacingMm / 2;
        var grid = new GridGeometry(new Vector3d(origin, origin, origin), new Vector3d(spacingMm, spacingMm, spacingMm), n, n, n);
        var rsp = new Grid<float>(grid);
        Array.Fill(rsp.Values, 1f);
        return new PatientModel
        {
            Case = new PatientCase { Source = "test", Kind = CaseKind.Water, Ct = new CtImage(new Grid<float>(grid), PatientPosition.HFS), Structures = [], Identity = new StudyIdentity() },
            RelativeStoppingPower = rsp,
            External = rsp,
            CalibrationName = "water",
        };
    }

    public static int[] AllVoxels(GridGeometry grid) => [.. Enumerable.Range(0, grid.Count)];

    public static PlanBeam Beam(double gantryDeg, double couchDeg, params EnergyLayer[] layers) => new()
    {
        Number = 1,
        GantryDeg = gantryDeg,
        CouchDeg = couchDeg,
        Isocenter = new PatientPoint(0, 0, 0),
        Layers = layers,
    };

    public static EnergyLayer Layer(double energyMeVPerU, params (double X, double Y, double Particles)[] spots) => new()
    {
        EnergyMeVPerU = energyMeVPerU,
        XMm = [.. spots.Select(spot => spot.X)],
        YMm = [.. spots.Select(spot => spot.Y)],
        Particles = [.. spots.Select(spot => spot.Particles)],
    };

    private static MachineEnergy Energy(double energy, double range) => new()
    {
        EnergyMeVPerU = energy,
        RangeMm = range,
        SpotZgMm = [500, -500],
        SpotSigmaXMm = [3, 5],
        SpotSigmaYMm = [3, 5],
    };

    /// <summary>Share of the integral dose that the halo carries: its dose grows smoothly to that of the tail.</summary>
    public static double HaloShare(double depth, double range) => Math.Min(2, 1 + depth / range) / Integral(depth, range);

    /// <summary>Integral dose: a straight rise to a peak at the range with a 4 mm fall, and a flat fragment tail.</summary>
    public static double Integral(double d, double range) => d < range ? 10 + 20 * d / range : d < range + 4 ? 30 - 28 * (d - range) / 4 : 2;

    private static EnergyBeamData Data(double energy, double range)
    {
        double[] depth = [.. Enumerable.Range(0, 601).Select(n => n * 0.5)];
        return new EnergyBeamData
        {
            EnergyMeVPerU = energy,
            DepthMm = depth,
            IntegralDose = [.. depth.Select(d => Integral(d, range))],
            DoseAveragedLet = [.. depth.Select(d => 10 + d / 10)],
            Components =
            [
                new LateralComponent(LateralGroup.Core, [.. depth.Select(d => 1 - HaloShare(d, range))], [.. depth.Select(d => 0.01 * d)]),
                new LateralComponent(LateralGroup.Halo, [.. depth.Select(d => HaloShare(d, range))], [.. depth.Select(d => 3 + 0.1 * d)]),
            ],
        };
    }
}
