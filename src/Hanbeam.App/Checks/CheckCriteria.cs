namespace Hanbeam.App.Checks;

/// <summary>What a plan has to keep to pass its check.</summary>
internal sealed record CheckCriteria
{
    /// <summary>Where a limit comes from that is not the default.</summary>
    public const string UserSource = "set by the user";

    /// <summary>Where the least gamma pass rate comes from.</summary>
    public const string GammaSource = "AAPM TG-218: tolerance limit of 95 % at 3 %/2 mm, global, from 10 % of the greatest dose on [Miften2018]";

    /// <summary>Where the greatest difference of the mean target dose comes from.</summary>
    public const string MeanSource = "tolerance of the dose audit of the Japanese carbon centres, 3 % [Mizuno2019]";

    /// <summary>Where the least gamma pass rates of targets and high doses come from.</summary>
    public const string PartSource = "as over all voxels: a choice of this program";

    /// <summary>Where the greatest differences of D95 and D98 come from.</summary>
    public const string CoverageSource = "a choice of this program: D95 as the mean dose, D98 two per cent more";

    /// <summary>Where the greatest uncertainty comes from.</summary>
    public const string UncertaintySource = "below the differences to be seen: half of the dose criterion of gamma";

    /// <summary>Least part of voxels with gamma ≤ 1 at 3 %/2 mm, per cent: of all, of those of high dose, of each target's.</summary>
    public double GammaPassPercent { get; init; } = 95;

    /// <summary>Greatest difference of the mean dose of a target, per cent of its mean dose in the plan.</summary>
    public double MeanPercent { get; init; } = 3;

    /// <summary>Greatest difference of the D95 of a target, per cent of its median dose in the plan.</summary>
    public double D95Percent { get; init; } = 3;

    /// <summary>Greatest difference of the D98 of a target, per cent of its median dose in the plan.</summary>
    public double D98Percent { get; init; } = 5;

    /// <summary>Greatest uncertainty with which a verdict is given, per cent.</summary>
    public double UncertaintyPercent { get; init; } = 1.5;
}
