using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels;

/// <summary>A machine with its pencil beams: what a machine file holds.</summary>
/// <param name="Machine">The machine as delivered.</param>
/// <param name="Energies">One pencil beam per energy of the machine, in the same order.</param>
/// <param name="ContentHash">SHA-256 of the file it was read from, hexadecimal; empty for a model not read from a file.</param>
public sealed record BeamModel(Machine Machine, IReadOnlyList<EnergyBeamData> Energies, string ContentHash = "");
