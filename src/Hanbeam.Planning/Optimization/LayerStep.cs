namespace Hanbeam.Planning.Optimization;

/// <summary>A plan with fewer energy layers, optimised again: what was looked at on the way to fewer layers.</summary>
/// <param name="Layers">Energy layers of all beams.</param>
/// <param name="DeliverySeconds">Delivery time of all beams in one fraction, s.</param>
/// <param name="Objective">The objective, before minimum and whole ions, Gy(RBE)².</param>
/// <param name="Taken">Whether the plan went on from here.</param>
public sealed record LayerStep(int Layers, double DeliverySeconds, double Objective, bool Taken);
