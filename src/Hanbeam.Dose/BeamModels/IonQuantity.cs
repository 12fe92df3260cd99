namespace Hanbeam.Dose.BeamModels;

/// <summary>
/// A quantity of an ion, handed to a dose engine that knows no biology: alpha, sqrt(beta), z* or any other q(Z, A, E), to be averaged over dose.
/// </summary>
/// <param name="Z">Charge number.</param>
/// <param name="A">Mass number.</param>
/// <param name="E">Kinetic energy per nucleon, MeV/u.</param>
public delegate double IonQuantity(int Z, int A, double E);
