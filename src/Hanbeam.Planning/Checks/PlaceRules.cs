namespace Hanbeam.Planning.Checks;

/// <summary>
/// What counts as near the skin, air, bone and so on. Choices of this program, made to sort voxels and not to judge them: docs/methods/plan-check.md.
/// </summary>
public sealed record PlaceRules
{
    /// <summary>How near a border or a tissue is, mm: two voxels of the usual dose grid of 3 mm.</summary>
    public double NearMm { get; init; } = 6;

    /// <summary>Below this stopping power relative to water tissue counts as air; lung has about 0.3.</summary>
    public double AirBelow { get; init; } = 0.6;

    /// <summary>From this stopping power relative to water tissue counts as bone; muscle has about 1.04, cortical bone up to 1.7.</summary>
    public double BoneFrom { get; init; } = 1.2;

    /// <summary>How far beside a ray its neighbours are looked at, mm: the sigma of a spot in tissue, 4 to 6 mm.</summary>
    public double BesideMm { get; init; } = 5;

    /// <summary>From this difference of water-equivalent depth between neighbouring rays ranges count as mixed, mm.</summary>
    public double MixedFromMm { get; init; } = 5;

    /// <summary>Part of a beam's own greatest dose below which a voxel is outside the beam, per cent; entrance channels have 20 and more.</summary>
    public double OutsideBelowPercent { get; init; } = 10;

    /// <summary>From this change of dose a fall is steep, per cent of the greatest dose per mm: the usual dose criterion within one mm.</summary>
    public double SteepFromPercentPerMm { get; init; } = 3;
}
