using Hanbeam.Dose.BeamModels;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>The two tables of an RBE model that the engine averages over dose, or null for a purely physical dose.</summary>
/// <param name="Alpha">alpha(Z, A, E), 1/Gy.</param>
/// <param name="SqrtBeta">sqrt(beta)(Z, A, E), 1/Gy.</param>
/// <param name="KernelClass">Tissue class, from 1, whose ready-made kernels of the machine file take the place of the two tables; null for the tables.</param>
public sealed record EffectQuantities(IonQuantity Alpha, IonQuantity SqrtBeta, int? KernelClass = null);
