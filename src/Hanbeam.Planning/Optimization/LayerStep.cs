namespace Hanbeam.Planning.Optimization;

/// <summary>A plan with fewer energy layers, optimised again: what was looked at on the way to fewer layers.</summary>
/// <param name="Beam">Number of the beam, from 1, where each is optimised by itself; null for all together.</param>
/// <param name="Layers">Energy layers with ions.</param>
/// <param name="DeliverySeconds">Delivery time of one fraction, s.</param>
/// <param name="Objective">The objective, before minimum and whole ions, Gy(RBE)².</param>
/// <param name="Taken">Whether the plan goes on from here.</param>
/// <param name="KeepsLimits">Whether it keeps the constraints as well as the plan with all layers, in the optimiser's dose.</param>
public sealed record LayerStep(int? Beam, int Layers, double DeliverySeconds, double Objective, bool Taken, bool KeepsLimits);
