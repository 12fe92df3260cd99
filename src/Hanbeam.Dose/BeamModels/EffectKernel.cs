namespace Hanbeam.Dose.BeamModels;

/// <summary>Ready alpha and beta over depth for one tissue class, as a matRad machine carries them.</summary>
/// <param name="AlphaX">Photon alpha of the class, 1/Gy.</param>
/// <param name="BetaX">Photon beta of the class, 1/Gy².</param>
/// <param name="Alpha">Alpha at each depth of the model, 1/Gy.</param>
/// <param name="Beta">Beta at each depth of the model, 1/Gy².</param>
public sealed record EffectKernel(double AlphaX, double BetaX, double[] Alpha, double[] Beta);
