using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels.Specs;

/// <summary>How wide the beam is in air.</summary>
/// <param name="X">Along Xg.</param>
/// <param name="Y">Along Yg.</param>
/// <param name="Scatterers">What widens it on the way, in the order of the beam.</param>
public sealed record BeamOptics(OpticsAxis X, OpticsAxis Y, IReadOnlyList<NozzleSlab> Scatterers);
