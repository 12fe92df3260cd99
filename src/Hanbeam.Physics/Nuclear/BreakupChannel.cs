namespace Hanbeam.Physics.Nuclear;

/// <summary>One way in which a nucleus comes apart: a heavy remnant or none, and the rest as helium nuclei and lighter pieces.</summary>
/// <param name="RemnantZ">Charge number of the heavy remnant, 0 for none.</param>
/// <param name="RemnantA">Its mass number.</param>
/// <param name="Alphas">Helium-4 nuclei beside it that are certain; further ones may form where there is a remnant.</param>
/// <param name="OnNuclei">Weight at 300 MeV/u on carbon and heavier partners.</param>
/// <param name="OnNucleons">Weight at 300 MeV/u on hydrogen.</param>
/// <param name="Slope">The weight falls with energy as E to the minus this power.</param>
internal readonly record struct BreakupChannel(int RemnantZ, int RemnantA, int Alphas, double OnNuclei, double OnNucleons, double Slope = 0);
