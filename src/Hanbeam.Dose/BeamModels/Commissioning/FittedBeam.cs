using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>What the fit of a beam found.</summary>
/// <param name="Machine">The machine with it, but for its halo, ranges and monitor.</param>
/// <param name="Energies">By measured depth dose; spots and monitor are missing.</param>
/// <param name="DepthDoses">The fit of depth doses.</param>
/// <param name="Envelopes">Spots in air.</param>
/// <param name="Halo">The halo.</param>
/// <param name="Turns">Turns between depth doses and halo.</param>
internal sealed record FittedBeam(Machine Machine, CommissionedEnergy[] Energies, DepthDoseFitResult DepthDoses, Dictionary<(double Energy, bool AlongX), SpotEnvelope> Envelopes, HaloScale Halo, int Turns);
