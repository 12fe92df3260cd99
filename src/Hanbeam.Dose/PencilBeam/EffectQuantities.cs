using Hanbeam.Dose.BeamModels;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>The two tables of an RBE model that the engine averages over dose, or null for a purely physical dose.</summary>
/// <param name="Alpha">alpha(Z, A, E), 1/Gy.</param>
/// <param name="SqrtBeta">sqrt(beta)(Z, A, E), 1/Gy.</param>
public sealed record EffectQuantities(IonQuantity Alpha, IonQuantity SqrtBeta);
