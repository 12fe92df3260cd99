namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <summary>How the voxels of one band of reference dose do.</summary>
/// <param name="FromPercent">Lower end, per cent of the reference's greatest dose, included.</param>
/// <param name="ToPercent">Upper end, excluded but for 100 %.</param>
/// <param name="Voxels">Number of evaluated voxels.</param>
/// <param name="PassPercent">Part with a gamma of at most 1; not a number without voxels.</param>
/// <param name="MeanGamma">Mean of their capped gammas; not a number without voxels.</param>
public sealed record GammaBand(double FromPercent, double ToPercent, int Voxels, double PassPercent, double MeanGamma);
