using System.Text.Json.Serialization;

namespace Hanbeam.App.Checks;

/// <summary>What a criterion of a check asks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CriterionKind>))]
internal enum CriterionKind
{
    /// <summary>The uncertainty of Monte Carlo is small enough for a verdict.</summary>
    [JsonStringEnumMemberName("uncertainty")]
    Uncertainty,

    /// <summary>Enough voxels pass gamma.</summary>
    [JsonStringEnumMemberName("gamma")]
    Gamma,

    /// <summary>Enough voxels of high dose pass gamma.</summary>
    [JsonStringEnumMemberName("gammaHighDose")]
    GammaHighDose,

    /// <summary>Enough voxels of a target pass gamma.</summary>
    [JsonStringEnumMemberName("gammaTarget")]
    GammaTarget,

    /// <summary>The mean dose of a target is near enough.</summary>
    [JsonStringEnumMemberName("mean")]
    Mean,

    /// <summary>The D95 of a target is near enough.</summary>
    [JsonStringEnumMemberName("d95")]
    D95,

    /// <summary>The D98 of a target is near enough.</summary>
    [JsonStringEnumMemberName("d98")]
    D98,
}
