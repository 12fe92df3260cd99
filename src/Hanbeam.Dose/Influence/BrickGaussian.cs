namespace Hanbeam.Dose.Influence;

/// <summary>One Gaussian of a part.</summary>
/// <param name="At">Its place in a layer's lines: amplitude (Gy·mm² per 10⁶ ions), then variance (mm²).</param>
/// <param name="RowEnd">One past the last line at which it matters.</param>
/// <param name="Shifter">What the shifter's gap adds to its variance.</param>
internal sealed record BrickGaussian(int At, int RowEnd, ShifterSpread Shifter);
