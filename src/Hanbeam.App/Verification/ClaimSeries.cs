namespace Hanbeam.App.Verification;

/// <summary>A curve of a figure.</summary>
/// <param name="Name">Name in the legend.</param>
/// <param name="X">Abscissae.</param>
/// <param name="Y">Ordinates, as many.</param>
/// <param name="Points">Dots, as for measured values, instead of a line.</param>
internal sealed record ClaimSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, bool Points);
