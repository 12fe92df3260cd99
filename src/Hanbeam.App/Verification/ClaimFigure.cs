namespace Hanbeam.App.Verification;

/// <summary>A figure of a claim's page: curves and points over linear axes.</summary>
/// <param name="Title">Title.</param>
/// <param name="XLabel">Label of the abscissa, with its unit.</param>
/// <param name="YLabel">Label of the ordinate, with its unit.</param>
/// <param name="Series">The curves.</param>
internal sealed record ClaimFigure(string Title, string XLabel, string YLabel, IReadOnlyList<ClaimSeries> Series);
