using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Output;

/// <summary>The figures and histograms of all structures of a dose.</summary>
internal static class StructureEvaluator
{
    private const double AirBelowHu = -300; // the contract's border between air and tissue
    private const double TargetLevel = 0.95;
    private const double FalloffDistanceMm = 20;

    /// <summary>Figures by structure; a structure without a voxel on the grid is left out.</summary>
    /// <param name="results">The dose.</param>
    /// <param name="warnings">Receives what the histograms warn about.</param>
    public static IReadOnlyDictionary<string, StructureSummary> Figures(DoseResults results, List<string> warnings)
    {
        var prescribed = results.Plan.Prescription?.Targets.ToDictionary(target => target.Structure, target => target.DoseGyRbe) ?? [];
        return Evaluated(results).ToDictionary(structure => structure.Name, structure => Figures(results, structure, Prescribed(results, prescribed, structure.Name), warnings));
    }

    /// <summary>Histograms of the main dose by structure.</summary>
    public static DvhDocument Histograms(DoseResults results)
    {
        var binWidth = BinWidth(results.MainDose.Values.Max());
        var curves = Evaluated(results).ToDictionary(structure => structure.Name, structure => results.Histograms[structure.Name].Curve(binWidth));
        return new DvhDocument(results.Dose.RbeGy is null ? "physical dose" : "RBE-weighted dose", results.MainUnit, results.RbeModel, curves);
    }

    /// <summary>Mean dose 20 mm outside the targets, per cent of the first target's prescription; null without one.</summary>
    public static double? MeanPercentOutside(DoseResults results)
    {
        if (results.Plan.Prescription is not { } prescription || prescription.RbeModel != results.RbeModel) return null;
        var structures = results.Structures;
        var half = 0.5 * structures.Geometry.Spacing.X;
        var mean = ShellDose.Mean(structures.External, structures.DistanceFromTargetsMm, results.MainDose.Values, FalloffDistanceMm - half, FalloffDistanceMm + half);
        return 100 * mean / prescription.Targets[0].DoseGyRbe;
    }

    /// <summary>Highest main dose of a voxel that is no part of a target; null without targets.</summary>
    public static double? MaxOutsideTargets(DoseResults results)
    {
        if (results.Structures.Targets.Voxels.Length == 0) return null;
        var dose = results.MainDose;
        var isTarget = new bool[dose.Values.Length];
        foreach (var voxel in results.Structures.Targets.Voxels) isTarget[voxel] = true;
        var highest = 0f;
        for (var voxel = 0; voxel < isTarget.Length; voxel++)
            if (!isTarget[voxel]) highest = Math.Max(highest, dose.Values[voxel]);
        return highest;
    }

    // A prescription in another model than the dose says nothing about it.
    private static double? Prescribed(DoseResults results, Dictionary<string, double> prescribed, string name) =>
        results.Plan.Prescription?.RbeModel == results.RbeModel && prescribed.TryGetValue(name, out var dose) ? dose : null;

    /// <summary>The structures that have a voxel on the dose grid.</summary>
    public static IEnumerable<VoxelMembership> Evaluated(DoseResults results) => results.Structures.All.Where(structure => structure.Voxels.Length > 0);

    private static StructureSummary Figures(DoseResults results, VoxelMembership structure, double? prescribed, List<string> warnings)
    {
        var weighted = results.Dose.RbeGy is null ? null : results.Histograms[structure.Name];
        var physical = weighted is null ? results.Histograms[structure.Name] : DoseVolumeHistogram.Create(results.Structures.Body(structure.Name), results.PhysicalVolume);
        var plain = weighted is null ? physical : null;
        warnings.AddRange(physical.Warnings);
        var summary = new StructureSummary
        {
            VolumeCc = physical.VolumeCc,
            MeanGyRbe = weighted?.Mean, D98GyRbe = weighted?.D98, D95GyRbe = weighted?.D95, D50GyRbe = weighted?.D50, D2GyRbe = weighted?.D2,
            MinGyRbe = weighted?.Min, MaxGyRbe = weighted?.Max,
            MeanGy = physical.Mean,
            D98Gy = plain?.D98, D95Gy = plain?.D95, D50Gy = plain?.D50, D2Gy = plain?.D2, MinGy = plain?.Min, MaxGy = plain?.Max,
            MeanLetKeVPerUm = MeanLet(structure, results.Dose),
        };
        return prescribed is { } dose ? WithTargetFigures(summary, results, structure, weighted ?? physical, dose) : summary;
    }

    // Weighted with dose, as LET is: where there is none, LET says nothing.
    internal static double MeanLet(VoxelMembership structure, TotalDose total)
    {
        var (dose, let) = (total.PhysicalGy.Values, total.LetKeVPerUm.Values);
        var (sum, weighted) = (0.0, 0.0);
        for (var n = 0; n < structure.Voxels.Length; n++)
        {
            var gy = (double)structure.Fractions[n] * dose[structure.Voxels[n]];
            sum += gy;
            weighted += gy * let[structure.Voxels[n]];
        }

        return weighted / sum;
    }

    private static StructureSummary WithTargetFigures(StructureSummary summary, DoseResults results, VoxelMembership target, DoseVolumeHistogram dvh, double prescribed)
    {
        var dose = results.MainVolume;
        var fine = results.Structures.Fine(target.Name);
        var tissue = WithoutAir(fine, results.Patient.Ct.Hounsfield);
        var airPercent = 100 * (1 - tissue.VolumeCc / fine.VolumeCc);
        var weighted = results.Dose.RbeGy is not null;
        var tissueDvh = airPercent > 0 && tissue.Voxels.Length > 0 ? DoseVolumeHistogram.Create(tissue, dose) : null;
        return summary with
        {
            V95Percent = dvh.VolumePercentAtDose(TargetLevel * prescribed),
            PaddickConformity95 = PaddickConformity.Index(dvh, dose, TargetLevel * prescribed),
            AirPercent = airPercent,
            D95WithoutAirGyRbe = weighted ? tissueDvh?.D95 : null,
            D98WithoutAirGyRbe = weighted ? tissueDvh?.D98 : null,
            D95WithoutAirGy = weighted ? null : tissueDvh?.D95,
            D98WithoutAirGy = weighted ? null : tissueDvh?.D98,
        };
    }

    private static VoxelMembership WithoutAir(VoxelMembership target, Grid<float> hounsfield)
    {
        var kept = Enumerable.Range(0, target.Voxels.Length).Where(n => Nearest(hounsfield, target.Geometry, target.Voxels[n]) >= AirBelowHu).ToArray();
        return target with { Voxels = [.. kept.Select(n => target.Voxels[n])], Fractions = [.. kept.Select(n => target.Fractions[n])] };
    }

    // The CT number at a voxel's centre; centres beyond the CT's edge (grids round up) take the edge's.
    private static float Nearest(Grid<float> hounsfield, GridGeometry grid, int voxel)
    {
        var (i, j, k) = grid.Voxel(voxel);
        var ct = hounsfield.Geometry;
        var d = grid.Center(i, j, k) - ct.Origin;
        static int At(double offset, double spacing, int count) => Math.Clamp((int)Math.Round(offset / spacing), 0, count - 1);
        return hounsfield[At(d.X, ct.Spacing.X, ct.Nx), At(d.Y, ct.Spacing.Y, ct.Ny), At(d.Z, ct.Spacing.Z, ct.Nz)];
    }

    // 100 to 1000 bins of a power of ten.
    private static double BinWidth(double maximum) => maximum > 0 ? Math.Pow(10, Math.Floor(Math.Log10(maximum)) - 2) : 1;
}
