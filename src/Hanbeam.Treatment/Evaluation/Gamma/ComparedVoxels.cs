using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <summary>Which voxels of the reference are to be compared.</summary>
internal static class ComparedVoxels
{
    /// <summary>The voxels that threshold and structure leave, and the greatest dose that the threshold is a part of.</summary>
    /// <param name="reference">The reference dose.</param>
    /// <param name="criteria">Threshold, and whether the dose criterion is local.</param>
    /// <param name="mask">A structure on the reference's grid, of which voxels count that are at least half inside; null for all voxels.</param>
    /// <exception cref="InputException">There is no dose above 0, or no voxel is left.</exception>
    public static (bool[] Wanted, float Greatest) Of(DoseVolume reference, GammaCriteria criteria, VoxelMembership? mask)
    {
        var values = reference.Values.Values;
        var greatest = values.Max();
        if (!(greatest > 0)) throw new InputException(FormattableString.Invariant($"{reference.Source}: the greatest reference dose is {greatest} {reference.Unit}; a comparison needs one above 0."));
        var wanted = Inside(reference, mask);
        var threshold = criteria.ThresholdPercent / 100 * greatest;
        for (var n = 0; n < wanted.Length; n++)
        {
            // Per cent of a dose that is not above 0 is no criterion.
            if (!(values[n] >= threshold) || (criteria.IsLocal && !(values[n] > 0))) wanted[n] = false;
        }

        if (wanted.AsSpan().Contains(true)) return (wanted, greatest);
        throw new InputException(FormattableString.Invariant($"No voxel{(mask is null ? "" : $" of structure '{mask.Name}'")} has a reference dose of {criteria.ThresholdPercent} % of the greatest, so there is nothing to evaluate."));
    }

    private static bool[] Inside(DoseVolume reference, VoxelMembership? mask)
    {
        var inside = new bool[reference.Values.Values.Length];
        if (mask is null)
        {
            Array.Fill(inside, true);
            return inside;
        }

        if (mask.Geometry != reference.Values.Geometry) throw new ArgumentException("the structure must be on the grid of the reference dose", nameof(mask));
        for (var n = 0; n < mask.Voxels.Length; n++) inside[mask.Voxels[n]] = mask.Fractions[n] >= 0.5f;
        return inside;
    }
}
