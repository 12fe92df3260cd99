namespace Hanbeam.Physics.Scattering;

/// <summary>What a transport needs to know of Coulomb scattering of one ion at one energy in one material: a thin Gaussian part and single hard collisions.</summary>
/// <param name="SoftVariance">Variance of the angle in one plane from all collisions below the cut, rad² per g/cm².</param>
/// <param name="HardRate">Candidates for a hard collision per g/cm².</param>
/// <param name="CutAngleSquared">Square of the smallest hard angle, rad².</param>
/// <param name="FormFactor">A candidate of angle θ happens with probability exp(−FormFactor θ²), 1/rad².</param>
/// <param name="TotalVariance">Variance of the angle in one plane from all collisions, soft and hard: the scattering power, rad² per g/cm².</param>
public readonly record struct ScatteringCoefficients(double SoftVariance, double HardRate, double CutAngleSquared, double FormFactor, double TotalVariance);
