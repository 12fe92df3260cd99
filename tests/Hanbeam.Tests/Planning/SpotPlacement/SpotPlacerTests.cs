using Hanbeam.Planning.Recipes;
using Hanbeam.Planning.SpotPlacement;
using Hanbeam.Tests.Dose;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Planning.SpotPlacement;

public sealed class SpotPlacerTests
{
    // Ranges 10, 12, … 200 mm.
    private static readonly Machine Machine = WaterWorld.Machine with
    {
        Energies = [.. Enumerable.Range(0, 96).Select(n => WaterWorld.Machine.Energies[0] with { EnergyMeVPerU = 60 + n, RangeMm = 10 + 2 * n })],
        RangeShifters = [new RangeShifter("RS30", "PMMA", 30, 25.9, 300), new RangeShifter("RS60", "PMMA", 60, 51.7, 300)],
    };

    private static readonly RecipeBeam Beam = new() { GantryDeg = 0 };
    private static readonly PatientPoint Isocenter = new(0, 0, 0);

    [Fact]
    public void Place_ABox_PutsLayersFromEdgeToEdgeAndSpotsWithMargin()
    {
        var placed = Place(Box(20, 50, 80), new SpotSettings());
        double[] depths = placed.LayerDepthMm;
        // Edges of the voxels are at 49 and 81 mm; the table has every even depth.
        Assert.Equal(82, depths[0]);
        Assert.Equal(48, depths[^1]);
        Assert.All(depths.Zip(depths.Skip(1), (a, b) => a - b), step => Assert.Equal(2, step)); // 3 mm asked of a table of 2 mm steps
        Assert.All(placed.Beam.Layers, layer => Assert.Equal(24, layer.XMm.Max())); // 20, margin 5 and half a voxel: 26, on nodes of 4 mm
        Assert.All(placed.Beam.Layers.SelectMany(layer => layer.XMm), x => Assert.Equal(0, Math.IEEERemainder(x, 4), 1e-9));
        Assert.Equal(100, placed.ReachedPercent);
        Assert.Null(placed.Beam.RangeShifter);
    }

    [Theory]
    [InlineData(1, 2)] // the table has nothing finer
    [InlineData(4, 4)]
    [InlineData(5, 4)]
    [InlineData(6.5, 6)]
    public void Place_LayerSpacing_IsNeverExceededWhereTheTableAllows(double wantedMm, double expectedMm)
    {
        var depths = Place(Box(20, 50, 80), new SpotSettings { LayerSpacingMm = wantedMm }).LayerDepthMm;
        Assert.All(depths.Zip(depths.Skip(1), (a, b) => a - b), step => Assert.Equal(expectedMm, step));
    }

    [Fact]
    public void Place_EveryTargetVoxel_HasASpotAtItsDepthNearIt()
    {
        var view = Slanted();
        var placed = Place(view, new SpotSettings());
        for (var n = 0; n < view.Count; n++)
        {
            var (x, y, depth) = (view.XIsoMm[n], view.YIsoMm[n], view.DepthMm[n]);
            var near = placed.Beam.Layers.Where((_, l) => Math.Abs(placed.LayerDepthMm[l] - depth) <= 2.5)
                .Any(layer => layer.XMm.Zip(layer.YMm).Any(spot => Math.Abs(spot.First - x) <= 2 && Math.Abs(spot.Second - y) <= 2));
            Assert.True(near, $"no spot for the voxel at {x}, {y}, depth {depth}");
        }
    }

    [Fact]
    public void Place_EverySpot_HasATargetVoxelNearItAtItsDepth()
    {
        var view = Slanted();
        var placed = Place(view, new SpotSettings());
        for (var l = 0; l < placed.Beam.Layers.Count; l++)
            foreach (var (x, y) in placed.Beam.Layers[l].XMm.Zip(placed.Beam.Layers[l].YMm))
                Assert.Contains(Enumerable.Range(0, view.Count), n => Math.Abs(view.DepthMm[n] - placed.LayerDepthMm[l]) <= 4
                    && Math.Pow(view.XIsoMm[n] - x, 2) + Math.Pow(view.YIsoMm[n] - y, 2) <= 36 + 1e-9); // depth: 3 and half a voxel; margin 5 and half a voxel
    }

    [Fact]
    public void Place_AShallowTarget_TakesTheThinnestShifterThatReachesIt()
    {
        Assert.Equal("RS30", Place(Box(10, 6, 40), new SpotSettings()).Beam.RangeShifter!.Name);
        Assert.Null(Place(Box(10, 13, 40), new SpotSettings()).Beam.RangeShifter);
        Assert.Equal("RS60", Place(Box(10, 50, 80), new SpotSettings(), Beam with { RangeShifter = "RS60" }).Beam.RangeShifter!.Name);
    }

    [Fact]
    public void Place_WithoutShifterOnAShallowTarget_ReachesAPart()
    {
        var placed = Place(Box(10, 0, 40), new SpotSettings(), Beam with { RangeShifter = "none" });
        Assert.Contains(VoxelReach.TooShallow, placed.Reach);
        Assert.Contains(VoxelReach.Reached, placed.Reach);
        Assert.Contains(placed.Beam.Layers, layer => layer.EnergyMeVPerU == 60);
        Assert.Contains(PlacementWarnings(placed), text => text.Contains("lowest energy stops at 10.0 mm", StringComparison.Ordinal));
    }

    [Fact]
    public void Place_ATargetTooDeepOrTooWide_SaysSo()
    {
        Assert.Contains(VoxelReach.TooDeep, Place(Box(10, 150, 230), new SpotSettings()).Reach);
        var wide = Place(Box(110, 50, 56), new SpotSettings { SpacingMm = 8 });
        Assert.Contains(VoxelReach.OutsideField, wide.Reach);
        Assert.True(wide.SpotsOutsideField > 0);
        Assert.All(wide.Beam.Layers.SelectMany(layer => layer.XMm), x => Assert.InRange(x, -100, 100));
    }

    [Fact]
    public void Place_AirInTheTarget_SetsNoLayerLimits()
    {
        var view = Box(10, 50, 80);
        var air = view with { DepthMm = [.. view.DepthMm, 20f], XIsoMm = [.. view.XIsoMm, 0f], YIsoMm = [.. view.YIsoMm, 0f], IsTissue = [.. view.IsTissue, false], Fraction = [.. view.Fraction, 1f] };
        Assert.Equal(Place(view, new SpotSettings()).LayerDepthMm, Place(air, new SpotSettings()).LayerDepthMm);
    }

    private static IEnumerable<string> PlacementWarnings(PlacedBeam placed) => Hanbeam.Planning.Deliverability.PlanWarnings.OfPlacement(placed);

    private static PlacedBeam Place(TargetView view, SpotSettings settings, RecipeBeam? beam = null) =>
        new SpotPlacer(Machine, settings).Place(1, beam ?? Beam, Isocenter, view);

    // Voxels of 2 mm: |x|, |y| up to halfMm, water-equivalent depth from … to.
    private static TargetView Box(double halfMm, double fromMm, double toMm) => View(
        from x in Range(-halfMm, halfMm)
        from y in Range(-halfMm, halfMm)
        from depth in Range(fromMm, toMm)
        select (x, y, depth));

    // A target whose depth grows along x, as behind a slanted surface.
    private static TargetView Slanted() => View(
        from x in Range(-20, 20)
        from y in Range(-12, 12)
        from depth in Range(60, 80)
        select (x, y, depth + 0.5 * x));

    private static IEnumerable<double> Range(double from, double to) => Enumerable.Range(0, (int)Math.Round((to - from) / 2) + 1).Select(n => from + 2 * n);

    private static TargetView View(IEnumerable<(double X, double Y, double Depth)> voxels)
    {
        var all = voxels.ToArray();
        return new TargetView
        {
            XIsoMm = [.. all.Select(v => (float)v.X)],
            YIsoMm = [.. all.Select(v => (float)v.Y)],
            DepthMm = [.. all.Select(v => (float)v.Depth)],
            IsTissue = [.. all.Select(_ => true)],
            Fraction = [.. all.Select(_ => 1f)],
            VoxelMm = 2,
        };
    }
}
