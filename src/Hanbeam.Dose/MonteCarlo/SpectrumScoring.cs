namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Fluence spectra at planes of a slab: ions that cross, either way, each with 1/|cos| of its angle to the axis, by species, ring and energy.</summary>
/// <param name="Planes">Indices of the slab's planes (0 is the entrance, which no ion crosses: the last is the exit).</param>
/// <param name="RingEdgesMm">Radii around the axis, mm, ascending from 0; ions outside the last count to the last ring.</param>
/// <param name="LowestMeVPerU">Lower end of the logarithmic energy bins, MeV/u.</param>
/// <param name="HighestMeVPerU">Upper end, MeV/u.</param>
/// <param name="Bins">Number of bins.</param>
public sealed record SpectrumScoring(IReadOnlyList<int> Planes, IReadOnlyList<double> RingEdgesMm, double LowestMeVPerU, double HighestMeVPerU, int Bins);
