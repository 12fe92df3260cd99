using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.SpotPlacement;

/// <summary>
/// Places the spots of one beam: layers from the machine's energies in even steps from behind the deepest to before the shallowest water-equivalent depth of the
/// targets, and in each layer the nodes of a grid on the isocentre plane (a node lies on the isocentre) near which the target is within a layer spacing of that depth. Pure geometry; see
/// docs/methods/spot-placement.md.
/// </summary>
public sealed class SpotPlacer
{
    // Table steps of 2.007 mm count as 2 mm.
    private const double StepTolerance = 0.02;

    private readonly Machine machine;
    private readonly SpotSettings settings;
    private readonly PatientPosition position;

    /// <summary>Makes a placer.</summary>
    /// <param name="machine">Energies with their ranges, range shifters, scan field.</param>
    /// <param name="settings">Spacing, layer spacing and margin.</param>
    /// <param name="position">How the patient lies on the table.</param>
    public SpotPlacer(Machine machine, SpotSettings settings, PatientPosition position = PatientPosition.HFS) =>
        (this.machine, this.settings, this.position) = (machine, settings, position);

    /// <summary>Places the spots of a beam.</summary>
    /// <param name="number">Beam number, from 1.</param>
    /// <param name="recipe">Angles, range shifter and name.</param>
    /// <param name="isocenter">Isocentre.</param>
    /// <param name="view">The targets as this beam sees them.</param>
    /// <param name="fractions">Fractions in which it is delivered, or null for all.</param>
    /// <param name="covered">The targets as it sees them in all error scenarios together, which the spots shall cover; null for <paramref name="view"/>.</param>
    public PlacedBeam Place(int number, RecipeBeam recipe, PatientPoint isocenter, TargetView view, int? fractions = null, TargetView? covered = null)
    {
        covered ??= view;
        var halfWindowMm = HalfWindowMm(view);
        var wanted = WantedDepths(covered);
        var shifter = RangeShifterChoice.For(recipe.RangeShifter, machine, wanted.From - halfWindowMm);
        var shiftMm = shifter?.WaterEquivalentMm ?? 0;
        var available = (From: machine.Energies[0].RangeMm - shiftMm, To: machine.Energies[^1].RangeMm - shiftMm);
        var energies = LayerEnergies(wanted, shiftMm, view.VoxelMm);
        var (layers, depths, outside) = PlaceLayers(covered, energies, shiftMm);
        var reach = Reach(view, available, halfWindowMm);
        return new PlacedBeam
        {
            Beam = new PlanBeam
            {
                Number = number,
                Name = recipe.Name.Length > 0 ? recipe.Name : FormattableString.Invariant($"Beam {number}"),
                GantryDeg = recipe.GantryDeg,
                CouchDeg = recipe.CouchDeg,
                Isocenter = isocenter,
                Position = position,
                RangeShifter = shifter,
                Layers = layers,
                Fractions = fractions,
            },
            Reach = reach,
            ReachedPercent = ReachedPercent(view, reach),
            WantedDepthMm = wanted,
            AvailableDepthMm = available,
            LayerDepthMm = depths,
            SpotsOutsideField = outside,
        };
    }

    // A voxel is in reach of a layer that stops within half a layer spacing of it, and half a voxel for its own extent.
    private double HalfWindowMm(TargetView view) => (settings.LayerSpacingMm + view.VoxelMm) / 2;

    private bool InField(double xMm, double yMm) => Math.Abs(xMm) <= machine.ScanFieldXMm / 2 && Math.Abs(yMm) <= machine.ScanFieldYMm / 2;

    private (double From, double To) WantedDepths(TargetView view)
    {
        var (from, to) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var n = 0; n < view.Count; n++)
        {
            if (!view.IsTissue[n] || !InField(view.XIsoMm[n], view.YIsoMm[n])) continue;
            from = Math.Min(from, view.DepthMm[n]);
            to = Math.Max(to, view.DepthMm[n]);
        }

        return (from, to);
    }

    // From the first energy that stops behind the deepest voxel, in the longest even steps of the table that are no longer than the layer spacing, to the first
    // that stops before the shallowest. Uneven or longer steps than the ripple filter is wide leave waves between the dose grid's points.
    private List<MachineEnergy> LayerEnergies((double From, double To) wanted, double shiftMm, double voxelMm)
    {
        var layers = new List<MachineEnergy>();
        var table = machine.Energies;
        double Depth(int n) => table[n].RangeMm - shiftMm;
        var index = table.Count - 1;
        while (index > 0 && Depth(index - 1) >= wanted.To + voxelMm / 2) index--;
        while (index >= 0 && wanted.To >= wanted.From)
        {
            layers.Add(table[index]);
            if (Depth(index) <= wanted.From - voxelMm / 2) break;
            var next = index - 1;
            while (next > 0 && Depth(index) - Depth(next - 1) <= settings.LayerSpacingMm * (1 + StepTolerance)) next--;
            index = next;
        }

        return layers;
    }

    private (List<EnergyLayer> Layers, double[] DepthsMm, int Outside) PlaceLayers(TargetView view, List<MachineEnergy> energies, double shiftMm)
    {
        var layers = new List<EnergyLayer>();
        var depths = new List<double>();
        var outside = 0;
        var reachMm = settings.MarginMm + view.VoxelMm / 2;
        var windowMm = settings.LayerSpacingMm + view.VoxelMm / 2;
        foreach (var energy in energies)
        {
            var depthMm = energy.RangeMm - shiftMm;
            var nodes = new SpotNodes(settings.SpacingMm);
            for (var n = 0; n < view.Count; n++)
                if (Math.Abs(view.DepthMm[n] - depthMm) <= windowMm)
                    nodes.AddAround(view.XIsoMm[n], view.YIsoMm[n], reachMm);
            outside += nodes.RemoveWhere((x, y) => !InField(x, y));
            if (nodes.Count == 0) continue;
            var (x, y) = nodes.InScanOrder();
            layers.Add(new EnergyLayer { EnergyMeVPerU = energy.EnergyMeVPerU, XMm = x, YMm = y, Particles = new double[x.Length] });
            depths.Add(depthMm);
        }

        return (layers, [.. depths], outside);
    }

    private VoxelReach[] Reach(TargetView view, (double From, double To) available, double halfWindowMm)
    {
        var reach = new VoxelReach[view.Count];
        for (var n = 0; n < view.Count; n++)
            reach[n] = !InField(view.XIsoMm[n], view.YIsoMm[n]) ? VoxelReach.OutsideField
                : view.DepthMm[n] > available.To + halfWindowMm ? VoxelReach.TooDeep
                : view.DepthMm[n] < available.From - halfWindowMm ? VoxelReach.TooShallow
                : VoxelReach.Reached;
        return reach;
    }

    private static double ReachedPercent(TargetView view, VoxelReach[] reach)
    {
        double all = 0, reached = 0;
        for (var n = 0; n < reach.Length; n++)
        {
            all += view.Fraction[n];
            if (reach[n] == VoxelReach.Reached) reached += view.Fraction[n];
        }

        return all > 0 ? 100 * reached / all : 0;
    }
}
