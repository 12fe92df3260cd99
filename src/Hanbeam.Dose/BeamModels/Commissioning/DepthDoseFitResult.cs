namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>What the depth-dose curves say.</summary>
/// <param name="RangeMm">Csda range behind nozzle and mean of the filter, mm, by curve.</param>
/// <param name="SpreadMm">Sigma of the energy spread in range, mm, by curve.</param>
/// <param name="RippleWidthMm">Width of the filter's uniform spread, water-equivalent mm.</param>
/// <param name="ReducedChiSquare">Of the whole fit.</param>
internal sealed record DepthDoseFitResult(FittedFigure[] RangeMm, FittedFigure[] SpreadMm, FittedFigure RippleWidthMm, double ReducedChiSquare);
