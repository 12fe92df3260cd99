namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>A measured curve, scaled, and the finished model's, for plots.</summary>
/// <param name="Title">What and at which energy.</param>
/// <param name="Kind">Depth dose, spot in air, spot in water.</param>
/// <param name="XLabel">Quantity and unit of the places.</param>
/// <param name="X">Measured places.</param>
/// <param name="Measured">Measured values over the model's highest.</param>
/// <param name="ModelX">Places of the model.</param>
/// <param name="Model">Values of the model over its highest.</param>
/// <param name="Residual">Measured less modelled, per cent of the highest, at the measured places.</param>
/// <param name="Gamma">Gamma at the measured places, or null.</param>
public sealed record ComparedCurve(string Title, ComparedCurveKind Kind, string XLabel, double[] X, double[] Measured, double[] ModelX, double[] Model, double[] Residual, double[]? Gamma);
