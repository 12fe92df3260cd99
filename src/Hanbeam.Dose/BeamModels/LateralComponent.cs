namespace Hanbeam.Dose.BeamModels;

/// <summary>
/// One Gaussian of the lateral dose profile of a pencil of zero size in water. The spot size in air and the scatter of a range shifter
/// add to its sigma in quadrature.
/// </summary>
/// <param name="Group">What it is made of.</param>
/// <param name="Weight">Share of the integral dose at each depth of the model, 0 to 1; the weights of all components add to 1.</param>
/// <param name="SigmaMm">Sigma at each depth, mm.</param>
public sealed record LateralComponent(LateralGroup Group, double[] Weight, double[] SigmaMm);
