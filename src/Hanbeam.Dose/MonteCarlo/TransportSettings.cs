namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Where a step ends at the latest and where an ion has stopped.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="CutMm">An ion with less water-equivalent range stops where it is, mm; in thin matter less by its density.</param>
internal readonly record struct TransportSettings(ulong Seed, float CutMm)
{
    /// <summary>A step takes at most this share of the range (plus the cut): between the ends scattering and straggling change by less than half.</summary>
    public const float RangeShare = 0.3f;

    /// <summary>The cut for voxels of a size: a twentieth of the smallest edge, from two cells of the tables' end to the recoils' range.</summary>
    public static float CutFor(float smallestEdgeMm) => Math.Clamp(0.05f * smallestEdgeMm, 2 * RangeScale.LowestMm, ReactionSite.RecoilRangeMm);
}
