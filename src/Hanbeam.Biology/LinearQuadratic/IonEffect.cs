namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>What one kind of ion does to one cell line: −ln S = αD + βD².</summary>
/// <param name="AlphaPerGy">Initial slope α, 1/Gy.</param>
/// <param name="BetaPerGy2">Quadratic coefficient β, 1/Gy².</param>
/// <param name="SpecificEnergyGy">Specific energy that the model puts in α, Gy; null for a model without one.</param>
public readonly record struct IonEffect(double AlphaPerGy, double BetaPerGy2, double? SpecificEnergyGy = null);
