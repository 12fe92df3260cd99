using Hanbeam.Dose.Media;
using Hanbeam.Dose.RayTracing;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Planning.Checks;

/// <summary>
/// Finds for voxels of a dose grid where they lie: near the skin, near air, where rays beside each other meet different depths, near bone, outside the
/// fields, in a steep fall of dose, or in none of these. See docs/methods/plan-check.md.
/// </summary>
public sealed class VoxelPlaces
{
    private readonly Plan plan;
    private readonly PatientModel patient;
    private readonly Machine machine;
    private readonly Grid<float> dose;
    private readonly IReadOnlyList<Grid<float>> beams;
    private readonly VoxelMembership external;
    private readonly PlaceRules rules;
    private readonly WorkContext work;
    private readonly float greatest;

    /// <summary>For a plan's dose.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="patient">The patient model.</param>
    /// <param name="machine">Gives the source-axis distances.</param>
    /// <param name="dose">The plan's physical dose.</param>
    /// <param name="beams">Physical dose of each beam, on the same grid.</param>
    /// <param name="external">The outline on that grid.</param>
    /// <param name="rules">What is near.</param>
    /// <param name="work">Threads and cancellation.</param>
    public VoxelPlaces(Plan plan, PatientModel patient, Machine machine, Grid<float> dose, IReadOnlyList<Grid<float>> beams, VoxelMembership external, PlaceRules rules, WorkContext work)
    {
        (this.plan, this.patient, this.machine, this.dose) = (plan, patient, machine, dose);
        (this.beams, this.external, this.rules, this.work) = (beams, external, rules, work);
        greatest = dose.Values.Max();
    }

    /// <summary>The places of voxels.</summary>
    /// <param name="voxels">Linear indices on the dose grid.</param>
    /// <returns>One entry per voxel, never <see cref="FailureClass.Statistics"/>.</returns>
    public FailureClass[] Of(int[] voxels)
    {
        var skin = Near(OutsideDistanceMm(), voxels);
        var air = Near(TissueDistanceMm(rsp => rsp < rules.AirBelow), voxels);
        var bone = Near(TissueDistanceMm(rsp => rsp >= rules.BoneFrom), voxels);
        var inBeam = beams.Select(beam => InBeam(beam, voxels)).ToArray();
        var mixed = Mixed(voxels, inBeam);
        var result = new FailureClass[voxels.Length];
        for (var n = 0; n < voxels.Length; n++)
        {
            result[n] = skin[n] ? FailureClass.Surface
                : air[n] ? FailureClass.Air
                : mixed[n] ? FailureClass.RangeMixing
                : bone[n] ? FailureClass.Bone
                : !inBeam.Any(beam => beam[n]) ? FailureClass.Halo
                : IsSteep(voxels[n]) ? FailureClass.SteepDose : FailureClass.InField;
        }

        return result;
    }

    private bool[] Near(float[] distanceMm, int[] voxels) => Array.ConvertAll(voxels, voxel => distanceMm[voxel] <= rules.NearMm);

    // From the nearest voxel mostly outside the patient; the border of the grid is no skin.
    private float[] OutsideDistanceMm()
    {
        var outside = new bool[dose.Geometry.Count];
        Array.Fill(outside, true);
        for (var n = 0; n < external.Voxels.Length; n++)
            if (external.Fractions[n] >= VoxelMembership.Inside) outside[external.Voxels[n]] = false;
        return EuclideanDistance.From(dose.Geometry, outside);
    }

    // On the CT's grid, where tissue is known, then at the dose voxels' centres.
    private float[] TissueDistanceMm(Func<float, bool> isTissue)
    {
        var rsp = patient.RelativeStoppingPower;
        var marked = new bool[rsp.Values.Length];
        for (var n = 0; n < marked.Length; n++)
            marked[n] = patient.External.Values[n] >= VoxelMembership.Inside && isTissue(rsp.Values[n]);
        var distance = EuclideanDistance.From(rsp.Geometry, marked);

        // No such tissue anywhere: interpolation needs a number.
        for (var n = 0; n < distance.Length; n++) distance[n] = Math.Min(distance[n], float.MaxValue / 4);
        return TrilinearResampler.Resample(new Grid<float>(rsp.Geometry, distance), dose.Geometry, float.MaxValue / 4).Values;
    }

    private bool[] InBeam(Grid<float> beam, int[] voxels)
    {
        var least = rules.OutsideBelowPercent / 100 * beam.Values.Max();
        return Array.ConvertAll(voxels, voxel => beam.Values[voxel] >= least);
    }

    private bool[] Mixed(int[] voxels, bool[][] inBeam)
    {
        var mixed = new bool[voxels.Length];
        for (var b = 0; b < beams.Count; b++)
        {
            int[] own = [.. Enumerable.Range(0, voxels.Length).Where(n => inBeam[b][n] && !mixed[n])];
            var frame = plan.Beams[b].Frame;
            var besides = new[] { default, rules.BesideMm * frame.AlongXg, -rules.BesideMm * frame.AlongXg, rules.BesideMm * frame.AlongYg, -rules.BesideMm * frame.AlongYg };
            var depths = besides.Select(beside => DepthsMm(own, voxels, beside, frame)).ToArray();
            for (var n = 0; n < own.Length; n++)
                mixed[own[n]] = depths.Max(ray => ray[n]) - depths.Min(ray => ray[n]) >= rules.MixedFromMm;
        }

        return mixed;
    }

    private float[] DepthsMm(int[] own, int[] voxels, Vector3d beside, BeamFrame frame) =>
        WaterEquivalentDepth.OfPoints(patient, own.Length, n => dose.Geometry.Center(voxels[own[n]]) + beside, frame, machine, work).DepthMm;

    private bool IsSteep(int voxel)
    {
        var g = dose.Geometry;
        var (i, j, k) = g.Voxel(voxel);
        double Slope(int before, int after, double spacingMm) => before == after ? 0 : (dose.Values[after] - dose.Values[before]) / spacingMm;
        double Along(int at, int count, double spacingMm, Func<int, int> index)
        {
            var (lower, upper) = (Math.Max(at - 1, 0), Math.Min(at + 1, count - 1));
            return Slope(index(lower), index(upper), (upper - lower) * spacingMm);
        }

        var gradient = new Vector3d(Along(i, g.Nx, g.Spacing.X, x => g.Index(x, j, k)), Along(j, g.Ny, g.Spacing.Y, y => g.Index(i, y, k)), Along(k, g.Nz, g.Spacing.Z, z => g.Index(i, j, z)));
        return gradient.Length >= rules.SteepFromPercentPerMm / 100 * greatest;
    }
}
