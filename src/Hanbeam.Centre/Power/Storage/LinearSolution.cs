namespace Hanbeam.Centre.Power.Storage;

/// <summary>What a solver says of a linear program; believed only with its <see cref="DualityCertificate"/>.</summary>
/// <param name="Values">One value per variable.</param>
/// <param name="RowMultipliers">One multiplier per row: what the cost rises by when the row's active bound rises by one.</param>
public sealed record LinearSolution(IReadOnlyList<double> Values, IReadOnlyList<double> RowMultipliers);
