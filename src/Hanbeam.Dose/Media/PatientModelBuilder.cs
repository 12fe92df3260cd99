using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Materials;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Dose.Media;

/// <summary>
/// Turns a case into what the beam sees: relative stopping power by the calibration, structures overridden, nothing outside the external contour.
/// A voxel belongs to a structure here when at least half of its volume lies inside. Water boxes have exactly 1.
/// </summary>
public static class PatientModelBuilder
{
    /// <summary>Above this CT number bone ends and metal begins, HU: the last tissue line of [Schneider2000].</summary>
    private const float MetalHu = 2000;

    /// <summary>Volume of such voxels from which the user is warned, cm³ (a filling or two is less).</summary>
    private const double MetalWarningCc = 1;

    /// <summary>The model of a case.</summary>
    /// <param name="patient">CT and structures.</param>
    /// <param name="calibration">CT number to relative stopping power; not used for a water box.</param>
    /// <param name="overrides">Structures with a given material, applied in order; later ones win.</param>
    /// <exception cref="InputException">Several external contours, or an override of a structure that is absent or empty.</exception>
    public static PatientModel Build(PatientCase patient, HounsfieldCalibration calibration, IReadOnlyList<MaterialOverride> overrides)
    {
        var warnings = new List<string>();
        var geometry = patient.Ct.Hounsfield.Geometry;
        var external = External(patient, warnings);
        var rsp = new Grid<float>(geometry);
        for (var n = 0; n < rsp.Values.Length; n++)
            rsp.Values[n] = patient.Kind == CaseKind.Water ? 1 : (float)calibration.RelativeStoppingPower(patient.Ct.Hounsfield.Values[n]);
        var overridden = Override(patient, overrides, rsp);
        for (var n = 0; n < rsp.Values.Length; n++)
            if (external.Values[n] < VoxelMembership.Inside)
                rsp.Values[n] = 0;
        WarnOfMetal(patient, external, overridden, warnings);
        return new PatientModel
        {
            Case = patient,
            RelativeStoppingPower = rsp,
            External = external,
            CalibrationName = patient.Kind == CaseKind.Water ? "water" : calibration.Name,
            OverrideMaterials = [.. overrides.Select(item => item.Material is null ? Material.Water : item.Composition())],
            OverriddenBy = overrides.Count > 0 ? overridden : null,
            Warnings = warnings,
        };
    }

    private static Grid<float> External(PatientCase patient, List<string> warnings)
    {
        var fractions = new Grid<float>(patient.Ct.Hounsfield.Geometry);
        var externals = patient.Structures.Where(structure => structure.IsExternal && !structure.IsEmpty).ToList();
        if (externals.Count > 1)
            throw new InputException($"{patient.Source}: {externals.Count} structures of type EXTERNAL ({string.Join(", ", externals.Select(structure => structure.Name))}), but there may be only one");
        if (externals.Count == 0)
        {
            Array.Fill(fractions.Values, 1f);
            if (patient.Kind != CaseKind.Water)
                warnings.Add("There is no external contour: the whole image counts as the patient, couch and mask included.");
            return fractions;
        }

        var membership = StructureRasterizer.Rasterize(externals[0], fractions.Geometry);
        for (var n = 0; n < membership.Voxels.Length; n++) fractions.Values[membership.Voxels[n]] = membership.Fractions[n];
        return fractions;
    }

    private static byte[] Override(PatientCase patient, IReadOnlyList<MaterialOverride> overrides, Grid<float> rsp)
    {
        if (overrides.Count > byte.MaxValue) throw new InputException($"{patient.Source}: {overrides.Count} overrides, but at most {byte.MaxValue} are allowed");
        var overridden = new byte[rsp.Values.Length];
        foreach (var (index, item) in overrides.Index())
        {
            var structure = patient.Structures.FirstOrDefault(candidate => candidate.Name == item.Structure)
                ?? throw new InputException($"{patient.Source}: no structure {item.Structure} to override; there are: {string.Join(", ", patient.Structures.Select(candidate => candidate.Name))}");
            if (structure.IsEmpty) throw new InputException($"{patient.Source}: structure {item.Structure} is to be overridden but has no contours");
            var value = (float)item.RelativeStoppingPower();
            var membership = StructureRasterizer.Rasterize(structure, rsp.Geometry);
            for (var n = 0; n < membership.Voxels.Length; n++)
            {
                if (membership.Fractions[n] < VoxelMembership.Inside) continue;
                rsp.Values[membership.Voxels[n]] = value;
                overridden[membership.Voxels[n]] = (byte)(index + 1);
            }
        }

        return overridden;
    }

    private static void WarnOfMetal(PatientCase patient, Grid<float> external, byte[] overridden, List<string> warnings)
    {
        if (patient.Kind == CaseKind.Water) return;
        var voxels = 0;
        for (var n = 0; n < overridden.Length; n++)
            if (patient.Ct.Hounsfield.Values[n] > MetalHu && external.Values[n] >= VoxelMembership.Inside && overridden[n] == 0)
                voxels++;
        var volumeCc = voxels * external.Geometry.VoxelVolumeMm3 / 1000;
        if (volumeCc > MetalWarningCc)
            warnings.Add(FormattableString.Invariant(
                $"{volumeCc:F1} cm³ inside the patient are above {MetalHu} HU, which the calibration takes for dense bone: override metal with its material."));
    }
}
