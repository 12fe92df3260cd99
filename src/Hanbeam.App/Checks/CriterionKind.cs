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

    /// <summary>The mean dose of a target is near enough.</summary>
    [JsonStringEnumMemberName("mean")]
    Mean,
}
