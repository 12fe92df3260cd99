namespace Hanbeam.Physics.Nuclear;

/// <summary>One nucleus, proton or neutron that leaves a reaction.</summary>
/// <param name="Z">Charge number; 0 is the neutron.</param>
/// <param name="A">Mass number.</param>
/// <param name="E">Kinetic energy in the laboratory, MeV/u.</param>
/// <param name="CosTheta">Cosine of the angle to the projectile's direction.</param>
/// <param name="Phi">Angle about the projectile's direction, rad.</param>
/// <param name="Origin">What it comes from.</param>
public readonly record struct ReactionProduct(int Z, int A, double E, double CosTheta, double Phi, ProductOrigin Origin);
