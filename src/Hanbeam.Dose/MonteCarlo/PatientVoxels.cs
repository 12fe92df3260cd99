using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Materials;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Fills voxels from a patient model.</summary>
internal static class PatientVoxels
{
    /// <param name="patient">The patient.</param>
    /// <param name="scoring">The grid to score on; null for the CT's.</param>
    /// <param name="work">Threads and cancellation.</param>
    public static TransportGeometry Fill(PatientModel patient, GridGeometry? scoring, WorkContext work)
    {
        var ct = patient.RelativeStoppingPower.Geometry;
        var (materials, indexOf) = Tissues(patient);
        var ratios = materials.Select(NozzleLine.StoppingRatio).ToArray();
        var (box, i0, j0, k0) = scoring is null ? (ct, 0, 0, 0) : Filled(patient.RelativeStoppingPower);
        var words = new uint[box.Count];
        Parallel.For(0, box.Nz, work.ParallelOptions, k =>
        {
            for (var j = 0; j < box.Ny; j++)
                for (var i = 0; i < box.Nx; i++)
                {
                    var n = ct.Index(i0 + i, j0 + j, k0 + k);
                    var rsp = patient.RelativeStoppingPower.Values[n];
                    if (!(rsp > 0)) continue;
                    var material = indexOf(n);
                    words[box.Index(i, j, k)] = TransportGrid.Word(rsp / ratios[material], material);
                }
        });
        return TransportGeometry.OfVoxels(box, materials, words, scoring, work);
    }

    // The voxels around the patient, and where they begin in the CT: what is vacuum around them needs no memory.
    private static (GridGeometry Box, int I0, int J0, int K0) Filled(Grid<float> rsp)
    {
        var g = rsp.Geometry;
        var (i0, i1, j0, j1, k0, k1) = (g.Nx, 0, g.Ny, 0, g.Nz, 0);
        for (var n = 0; n < g.Count; n++)
        {
            if (!(rsp.Values[n] > 0)) continue;
            var (i, j, k) = g.Voxel(n);
            (i0, i1, j0, j1, k0, k1) = (Math.Min(i0, i), Math.Max(i1, i + 1), Math.Min(j0, j), Math.Max(j1, j + 1), Math.Min(k0, k), Math.Max(k1, k + 1));
        }

        if (i1 == 0) throw new InputException("the patient has no voxel with a stopping power above 0 inside the external contour, so there is nothing to transport ions through");
        return (new GridGeometry(g.Center(i0, j0, k0), g.Spacing, i1 - i0, j1 - j0, k1 - k0), i0, j0, k0);
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
}
