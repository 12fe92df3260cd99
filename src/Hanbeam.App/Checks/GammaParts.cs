using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Checks;

/// <summary>
/// Gamma where it matters: the 10 % threshold lets in ten times as many voxels around a target as are in it, which hide what happens there.
/// </summary>
internal static class GammaParts
{
    /// <summary>From this part of the plan's greatest dose a voxel is of high dose, per cent.</summary>
    public const double HighDosePercent = 50;

    /// <summary>The voxels of high dose in the plan.</summary>
    public static GammaPart HighDose(Grid<float> gamma, Grid<float> planned, double greatest) =>
        Of(gamma, Enumerable.Range(0, planned.Values.Length).Where(voxel => planned.Values[voxel] >= HighDosePercent / 100 * greatest));

    /// <summary>The voxels at least half inside a target.</summary>
    public static GammaPart Target(Grid<float> gamma, VoxelMembership target) => Of(gamma, target.Voxels.Where((_, n) => target.Fractions[n] >= VoxelMembership.Inside));

    // What was not evaluated, because Monte Carlo has less than the threshold there, has missed its dose.
    private static GammaPart Of(Grid<float> gamma, IEnumerable<int> voxels)
    {
        var (pass, count) = (0, 0);
        foreach (var voxel in voxels)
        {
            count++;
            if (gamma.Values[voxel] is >= 0 and <= 1) pass++;
        }

        return new GammaPart(count > 0 ? 100.0 * pass / count : double.NaN, count);
    }
}
