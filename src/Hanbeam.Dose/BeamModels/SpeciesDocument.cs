namespace Hanbeam.Dose.BeamModels;

/// <summary>A species of the spectra in machine.json.</summary>
internal sealed record SpeciesDocument(int Z, int A, LateralGroup Group);
