using System.Globalization;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Tests;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Verification.Dose;

/// <summary>
/// Where matRad's spots end: at the cutoff radius of their energy, at gantry 0. A voxel there is in or out of a spot by matRad's rounding of distances, which its README names as an artefact: half a per cent of the
/// spot's dose on the axis each.
/// </summary>
internal sealed class MatRadCutoff
{
    private const double SourceAxisDistanceMm = 10000;

    private readonly (double X, double Y, double[] Radii)[] rays;
    private readonly Vector3d isocenter;
    private readonly double edgeMm;

    /// <param name="layers">The spots.</param>
    /// <param name="isocenter">The isocentre.</param>
    /// <param name="edgeMm">What counts as at the radius, mm.</param>
    public MatRadCutoff(IReadOnlyList<EnergyLayer> layers, PatientPoint isocenter, double edgeMm)
    {
        (this.isocenter, this.edgeMm) = (isocenter.Vector, edgeMm);
        var table = File.ReadLines(SharedData.Path("reference", "matrad", "lateral_cutoff_table.csv")).Skip(1)
            .Select(line => line.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray()).ToLookup(row => row[0], row => row[2]);
        double[] Radii(double energy) => [.. table.Where(rows => Math.Abs(rows.Key - energy) < 0.01).SelectMany(rows => rows).Distinct()];
        rays = [.. layers.SelectMany(layer => layer.XMm.Zip(layer.YMm, (x, y) => (X: x, Y: y, layer.EnergyMeVPerU))).GroupBy(spot => (spot.X, spot.Y))
            .Select(spots => (spots.Key.X, spots.Key.Y, (double[])[.. spots.SelectMany(spot => Radii(spot.EnergyMeVPerU)).Distinct()]))];
    }

    /// <summary>Whether a spot ends at a voxel.</summary>
    public bool EndsAt(Vector3d voxel)
    {
        var at = voxel - isocenter + new Vector3d(0, SourceAxisDistanceMm, 0);
        foreach (var (x, y, radii) in rays)
        {
            var axis = new Vector3d(x, SourceAxisDistanceMm, y);
            var along = at.Dot(axis) / axis.Length;
            var distance = Math.Sqrt(Math.Max(0, at.Dot(at) - along * along));
            foreach (var radius in radii)
                if (Math.Abs(distance - radius) < edgeMm) return true;
        }

        return false;
    }
}
