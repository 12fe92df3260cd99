using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// The ions of an earlier plan as the start of another one: each earlier spot's ions go to the nearest spot of the nearest layer of the beam in the same direction. The spots need
/// not be the same; what has no spot near by is left out, and the optimiser finds the rest.
/// </summary>
public static class WarmStart
{
    // Beams of plans in files are given to about a hundredth of a degree.
    private const double SameAngleDeg = 0.05;

    // Further away than this, in steps of the new plan's own layers and spots, an earlier spot has no counterpart.
    private const double FarthestSteps = 1;

    /// <summary>Finds the ions.</summary>
    /// <param name="earlier">The earlier plan.</param>
    /// <param name="beams">The new plan's beams, spots placed.</param>
    /// <param name="warnings">Told of ions that find no place.</param>
    /// <returns>Ions per fraction by beam and spot.</returns>
    public static IReadOnlyList<double[]> Of(Plan earlier, IReadOnlyList<PlanBeam> beams, ICollection<string> warnings)
    {
        var result = beams.Select(beam => new double[beam.SpotCount]).ToArray();
        double all = 0, placed = 0;
        foreach (var beam in earlier.Beams)
        {
            var index = Enumerable.Range(0, beams.Count).FirstOrDefault(n => IsSame(beam, beams[n]), -1);
            all += beam.Particles;
            if (index >= 0) placed += beam.Layers.Sum(layer => Place(layer, beam.Isocenter, beams[index], result[index]));
        }

        if (placed < 0.5 * all)
            warnings.Add(FormattableString.Invariant($"Only {100 * placed / all:0} % of the ions of the plan to start from find a spot in this one."));
        return result;
    }

    private static bool IsSame(PlanBeam a, PlanBeam b) =>
        Math.Abs(Math.IEEERemainder(a.GantryDeg - b.GantryDeg, 360)) < SameAngleDeg && Math.Abs(Math.IEEERemainder(a.CouchDeg - b.CouchDeg, 360)) < SameAngleDeg;

    // Returns the ions that found a place.
    private static double Place(EnergyLayer layer, PatientPoint isocenter, PlanBeam beam, double[] ions)
    {
        var nearest = 0;
        for (var n = 1; n < beam.Layers.Count; n++)
            if (Math.Abs(beam.Layers[n].EnergyMeVPerU - layer.EnergyMeVPerU) < Math.Abs(beam.Layers[nearest].EnergyMeVPerU - layer.EnergyMeVPerU)) nearest = n;
        if (beam.Layers.Count == 0 || Math.Abs(beam.Layers[nearest].EnergyMeVPerU - layer.EnergyMeVPerU) > FarthestSteps * EnergyStep(beam, nearest)) return 0;
        var offset = beam.Frame.ToBeam(isocenter);
        var first = beam.Layers.Take(nearest).Sum(before => before.Count);
        var (own, farthest) = (beam.Layers[nearest], FarthestSteps * SpotStep(beam.Layers[nearest]));
        var placed = 0.0;
        for (var spot = 0; spot < layer.Count; spot++)
        {
            var (best, bestSquare) = (-1, farthest * farthest);
            for (var n = 0; n < own.Count; n++)
            {
                var (dx, dy) = (own.XMm[n] - layer.XMm[spot] - offset.Xg, own.YMm[n] - layer.YMm[spot] - offset.Yg);
                if (dx * dx + dy * dy < bestSquare) (best, bestSquare) = (n, dx * dx + dy * dy);
            }

            if (best < 0) continue;
            ions[first + best] += layer.Particles[spot];
            placed += layer.Particles[spot];
        }

        return placed;
    }

    private static double EnergyStep(PlanBeam beam, int layer)
    {
        var neighbour = layer > 0 ? layer - 1 : Math.Min(1, beam.Layers.Count - 1);
        return neighbour == layer ? double.PositiveInfinity : Math.Abs(beam.Layers[neighbour].EnergyMeVPerU - beam.Layers[layer].EnergyMeVPerU);
    }

    // Distance of neighbouring spots along the scan, or any for a single spot.
    private static double SpotStep(EnergyLayer layer)
    {
        var step = double.PositiveInfinity;
        for (var n = 1; n < layer.Count; n++) step = Math.Min(step, Math.Max(Math.Abs(layer.XMm[n] - layer.XMm[n - 1]), Math.Abs(layer.YMm[n] - layer.YMm[n - 1])));
        return step;
    }
}
