namespace Hanbeam.Planning.Recipes;

/// <summary>The recipe's <c>spots</c>; the defaults are those of the recipe's contract.</summary>
public sealed record SpotSettings
{
    /// <summary>Key <c>spacing</c>: distance of neighbouring spots on the isocentre plane, mm.</summary>
    public double SpacingMm { get; init; } = 4;

    /// <summary>Key <c>layerSpacing</c>: water-equivalent distance of neighbouring energy layers, mm.</summary>
    public double LayerSpacingMm { get; init; } = 3;

    /// <summary>Key <c>margin</c>: how far spots reach beyond the target's outline in the beam's eye view, mm.</summary>
    public double MarginMm { get; init; } = 5;

    /// <summary>Key <c>fewerLayers</c>: by how many per cent the objective may rise for fewer energy layers, or null to keep them all.</summary>
    public double? FewerLayersPercent { get; init; }
}
