namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Where a step ends at the latest and where an ion has stopped.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="CutMm">An ion with less water-equivalent range stops where it is, mm; in thin matter less by its density.</param>
internal readonly record struct TransportSettings(ulong Seed, float CutMm)
{
    /// <summary>A step takes at most this share of the range (plus the cut): between the ends scattering and straggling change by less than half.</summary>
    public const float RangeShare = 0.3f;

    /// <summary>What rounding may leave of a path that is used up, in mean free paths: not negative, or the next step would go back.</summary>
    public const float LeastPath = 1e-9f;

    /// <summary>Keeps the shape of the loss defined in vacuum: a path of no consequence, mm.</summary>
    public const float VacuumPathMm = 1e-9f;

    /// <summary>The cut for voxels of a size: a twentieth of the smallest edge, from two cells of the tables' end to the recoils' range.</summary>
    public static float CutFor(float smallestEdgeMm) => Math.Clamp(0.05f * smallestEdgeMm, 2 * RangeScale.LowestMm, ReactionSite.RecoilRangeMm);
}
