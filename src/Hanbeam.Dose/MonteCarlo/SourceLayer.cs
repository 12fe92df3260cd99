namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Spots of one energy.</summary>
/// <param name="E">Mean energy in front of everything, MeV/u.</param>
/// <param name="RelativeEnergySpread">Sigma over mean.</param>
/// <param name="PlaneX">Position and angle along Xg.</param>
/// <param name="PlaneY">Position and angle along Yg.</param>
/// <param name="XMm">Spot positions in the isocentre plane, mm.</param>
/// <param name="YMm">Spot positions in the isocentre plane, mm.</param>
/// <param name="Ions">Ions of each spot.</param>
/// <param name="WidthXMm">Even spread of the position along Xg, full width, mm.</param>
/// <param name="WidthYMm">Even spread of the position along Yg, mm.</param>
internal sealed record SourceLayer(
    double E, double RelativeEnergySpread, SourcePlane PlaneX, SourcePlane PlaneY, double[] XMm, double[] YMm, double[] Ions, double WidthXMm = 0, double WidthYMm = 0);
