namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>One row of <c>rbe table</c>.</summary>
/// <param name="Ion">Name, for example 12C.</param>
/// <param name="Z">Charge number.</param>
/// <param name="A">Mass number.</param>
/// <param name="EnergyMeVPerU">Kinetic energy, MeV/u.</param>
/// <param name="LetKeVPerUm">LET in unit-density water, keV/µm.</param>
/// <param name="SpecificEnergyGy">z*, Gy; null for a model without it.</param>
/// <param name="AlphaPerGy">Initial slope, 1/Gy.</param>
/// <param name="BetaPerGy2">Quadratic coefficient, 1/Gy².</param>
public sealed record RbeTableRow(
    string Ion, int Z, int A, double EnergyMeVPerU, double LetKeVPerUm, double? SpecificEnergyGy, double AlphaPerGy, double BetaPerGy2);
