namespace Hanbeam.Biology.Translation;

/// <summary>What a point's radiation is to two models, apart from how much of it there is: dose-weighted coefficients, with a weight for means.</summary>
/// <param name="FromAlpha">Dose-mean alpha in the model translated from, 1/Gy; 0 where it has none.</param>
/// <param name="FromSqrtBeta">Dose-mean sqrt(beta) in it, 1/Gy.</param>
/// <param name="ToAlpha">Dose-mean alpha in the model translated to, 1/Gy.</param>
/// <param name="ToSqrtBeta">Dose-mean sqrt(beta) in it, 1/Gy.</param>
/// <param name="LetKeVPerUm">Dose-averaged LET, keV/µm.</param>
/// <param name="Weight">Weight of the point in means, such as its share of a structure's volume; not negative.</param>
public readonly record struct RadiationQuality(double FromAlpha, double FromSqrtBeta, double ToAlpha, double ToSqrtBeta, double LetKeVPerUm, double Weight);
