using Hanbeam.Physics.Ions;

namespace Hanbeam.Physics.Nuclear;

/// <summary>One kind of fragment of a reaction.</summary>
/// <param name="Fragment">The nucleus.</param>
/// <param name="Multiplicity">Mean number per reaction.</param>
/// <param name="EnergyFraction">Its energy per nucleon over the projectile's.</param>
/// <param name="Origin">What it comes from.</param>
public readonly record struct FragmentYield(Ion Fragment, double Multiplicity, double EnergyFraction = 1, FragmentOrigin Origin = FragmentOrigin.Projectile);
