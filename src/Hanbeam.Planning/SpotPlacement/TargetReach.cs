namespace Hanbeam.Planning.SpotPlacement;

/// <summary>Whether the beams of a plan together reach all of the targets.</summary>
public static class TargetReach
{
    /// <summary>Says why a plan is impossible: a target voxel that no beam reaches, or a beam without any spot.</summary>
    /// <param name="targets">The targets' voxels.</param>
    /// <param name="beams">The beams, placed on them.</param>
    /// <returns>A sentence, or null when all is well.</returns>
    public static string? Refusal(TargetVoxels targets, IReadOnlyList<PlacedBeam> beams)
    {
        double all = 0, missed = 0;
        for (var n = 0; n < targets.Fractions.Length; n++)
        {
            all += targets.Fractions[n];
            if (beams.All(beam => beam.Reach[n] != VoxelReach.Reached)) missed += targets.Fractions[n];
        }

        if (missed > 0)
            return FormattableString.Invariant($"{100 * missed / all:F1} % of the target volume can be reached by no beam: {string.Join("; ", beams.Select(beam => Describe(targets, beam, all)))}");
        var empty = beams.FirstOrDefault(beam => beam.Beam.SpotCount == 0);
        return empty is null ? null : $"beam {empty.Beam.Number} reaches nothing of the target: leave it out";
    }

    private static string Describe(TargetVoxels targets, PlacedBeam beam, double all)
    {
        double Percent(VoxelReach kind) => 100 * beam.Reach.Select((reach, n) => reach == kind ? targets.Fractions[n] : 0.0).Sum() / all;
        return FormattableString.Invariant(
            $"beam {beam.Beam.Number} reaches {beam.ReachedPercent:F1} % ({Percent(VoxelReach.TooDeep):F1} % too deep, {Percent(VoxelReach.TooShallow):F1} % too shallow, {Percent(VoxelReach.OutsideField):F1} % outside the scan field; depths wanted {beam.WantedDepthMm.From:F1} to {beam.WantedDepthMm.To:F1} mm, available {Math.Max(0, beam.AvailableDepthMm.From):F1} to {beam.AvailableDepthMm.To:F1} mm)");
    }
}
