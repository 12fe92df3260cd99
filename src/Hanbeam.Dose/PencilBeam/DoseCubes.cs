using Hanbeam.Numerics.Grids;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>
/// Unquantised dose of one beam or plan on a dose grid for ONE fraction, with its dose-weighted companions (products with dose).
/// Zero outside the external contour.
/// </summary>
/// <param name="Dose">Physical dose, Gy.</param>
/// <param name="AlphaDose">Sum of alpha·dose.</param>
/// <param name="SqrtBetaDose">Sum of sqrt(beta)·dose.</param>
/// <param name="LetDose">Sum of LET·dose, keV/µm·Gy.</param>
public sealed record DoseCubes(Grid<float> Dose, Grid<float> AlphaDose, Grid<float> SqrtBetaDose, Grid<float> LetDose);
