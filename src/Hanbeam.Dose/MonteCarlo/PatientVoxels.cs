using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Materials;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Fills the voxels of a grid from a patient model.</summary>
internal static class PatientVoxels
{
    public static TransportGeometry Fill(PatientModel patient, GridGeometry grid)
    {
        var ct = patient.RelativeStoppingPower.Geometry;
        var (materials, indexOf) = Tissues(patient);
        var ratios = materials.Select(NozzleLine.StoppingRatio).ToArray();
        var (x, y, z) = (Overlap.Of(ct.LowerCorner.X, ct.Spacing.X, ct.Nx, grid.LowerCorner.X, grid.Spacing.X, grid.Nx),
            Overlap.Of(ct.LowerCorner.Y, ct.Spacing.Y, ct.Ny, grid.LowerCorner.Y, grid.Spacing.Y, grid.Ny),
            Overlap.Of(ct.LowerCorner.Z, ct.Spacing.Z, ct.Nz, grid.LowerCorner.Z, grid.Spacing.Z, grid.Nz));
        var words = new uint[grid.Count];
        Parallel.For(0, grid.Nz, k =>
        {
            Span<double> votes = stackalloc double[TransportGrid.MostMaterials];
            for (var j = 0; j < grid.Ny; j++)
                for (var i = 0; i < grid.Nx; i++)
                    words[grid.Index(i, j, k)] = Word(patient, indexOf, ratios, x[i], y[j], z[k], votes);
        });
        return TransportGeometry.OfVoxels(grid, materials, words);
    }

    private static uint Word(PatientModel patient, Func<int, int> indexOf, double[] ratios, Overlap x, Overlap y, Overlap z, Span<double> votes)
    {
        votes.Clear();
        var ct = patient.RelativeStoppingPower.Geometry;
        var sum = 0.0;
        for (var k = 0; k < z.Count; k++)
            for (var j = 0; j < y.Count; j++)
                for (var i = 0; i < x.Count; i++)
                {
                    var n = ct.Index(x.First + i, y.First + j, z.First + k);
                    var rsp = patient.RelativeStoppingPower.Values[n] * x.Share(i) * y.Share(j) * z.Share(k);
                    if (rsp <= 0) continue;
                    votes[indexOf(n)] += rsp;
                    sum += rsp;
                }

        var most = 0;
        for (var m = 1; m < ratios.Length; m++)
            if (votes[m] > votes[most])
                most = m;
        return TransportGrid.Word(sum / ratios[most], most);
    }

    // Water boxes are water, the rest the 24 tissues by CT number; what is overridden is what the override says.
    private static (IReadOnlyList<Material> Materials, Func<int, int> IndexOf) Tissues(PatientModel patient)
    {
        (double FromHu, Material Material)[] tissues = patient.Case.Kind == CaseKind.Water ? [(double.NegativeInfinity, Material.Water)] : [.. StoichiometricCalibration.Materials];
        var from = tissues.Select(tissue => tissue.FromHu).ToArray();
        var materials = tissues.Select(tissue => tissue.Material).ToList();
        var own = patient.OverrideMaterials.Select(material => Add(materials, material)).ToArray();
        if (materials.Count > TransportGrid.MostMaterials)
            throw new InputException($"{materials.Count - tissues.Length} different materials in overrides, but at most {TransportGrid.MostMaterials - tissues.Length} beside the tissues are possible in a Monte Carlo run");
        var hounsfield = patient.Case.Ct.Hounsfield.Values;
        return (materials, n =>
        {
            if (patient.OverriddenBy is { } by && by[n] > 0) return own[by[n] - 1];
            var at = Array.BinarySearch(from, hounsfield[n]);
            return Math.Clamp(at >= 0 ? at : ~at - 1, 0, from.Length - 1);
        }
        );
    }

    private static int Add(List<Material> materials, Material material)
    {
        var known = materials.FindIndex(other => other.Name == material.Name);
        if (known >= 0) return known;
        materials.Add(material);
        return materials.Count - 1;
    }

    /// <summary>Which voxels of one axis lie in a voxel of another, and the share of it that each takes.</summary>
    private readonly record struct Overlap(int First, int Count, double[] Shares)
    {
        public double Share(int n) => Shares[n];

        public static Overlap[] Of(double from, double spacing, int count, double lower, double width, int cells)
        {
            var all = new Overlap[cells];
            for (var c = 0; c < cells; c++)
            {
                var (low, high) = (lower + c * width, lower + (c + 1) * width);

                // A millionth of a voxel is rounding of equal borders.
                var first = Math.Clamp((int)Math.Floor((low - from) / spacing + 1e-6), 0, count);
                var last = Math.Clamp((int)Math.Ceiling((high - from) / spacing - 1e-6), first, count);
                all[c] = new(first, last - first, [.. Enumerable.Range(first, last - first)
                    .Select(n => Math.Max(0, Math.Min(high, from + (n + 1) * spacing) - Math.Max(low, from + n * spacing)) / width)]);
            }

            return all;
        }
    }
}
