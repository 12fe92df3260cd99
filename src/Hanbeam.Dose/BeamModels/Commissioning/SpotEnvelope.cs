using Hanbeam.Numerics.Minimization;

namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>The spot of one energy along one axis in air: σ²(z) = c₀ + c₁z + c₂z², as free flight makes it.</summary>
/// <param name="Measured">Positions (Zg, mm) and sigmas (mm) that it was fitted to.</param>
/// <param name="Coefficients">c₀ (mm²), c₁ (mm), c₂ (rad²).</param>
internal sealed record SpotEnvelope(IReadOnlyList<(double ZgMm, FittedFigure SigmaMm)> Measured, FittedFigure[] Coefficients)
{
    /// <summary>Sigma at a position, mm.</summary>
    public double SigmaMm(double zgMm) => Math.Sqrt(Math.Max(0.01, Coefficients[0].Value + zgMm * (Coefficients[1].Value + zgMm * Coefficients[2].Value)));

    /// <summary>Fits as many coefficients as there are positions, three at most; what is not fitted comes from the description.</summary>
    /// <param name="measured">Positions and sigmas, at least one.</param>
    /// <param name="described">Sigma by position as described.</param>
    public static SpotEnvelope Of(IReadOnlyList<(double ZgMm, FittedFigure SigmaMm)> measured, Func<double, double> described)
    {
        // The description's own coefficients, through three positions half a metre apart.
        var (back, middle, front) = (Square(described(-500)), Square(described(0)), Square(described(500)));
        double[] start = [middle, (front - back) / 1000, (front + back - 2 * middle) / (2 * 500 * 500)];
        var free = Math.Min(3, measured.Select(one => one.ZgMm).Distinct().Count());
        double[] lower = [0.01, -1, 0];
        double[] upper = [1e4, 1, 1];
        for (var p = free; p < 3; p++) (lower[p], upper[p]) = (start[p], start[p]);
        for (var p = 0; p < 3; p++) start[p] = Math.Clamp(start[p], lower[p], upper[p]);
        var fit = LevenbergMarquardt.Minimise((x, r) =>
        {
            for (var i = 0; i < measured.Count; i++)
            {
                var (z, sigma) = measured[i];
                // The uncertainty of σ² is 2σ times that of σ; widths are not measured better than half a per cent.
                r[i] = (x[0] + z * (x[1] + z * x[2]) - Square(sigma.Value)) / (2 * sigma.Value * Math.Max(sigma.Uncertainty, 0.005 * sigma.Value));
            }

            for (var p = 0; p < 3; p++) r[measured.Count + p] = 0; // as many residuals as parameters at least
        }, measured.Count + 3, start, [0.01, 1e-4, 1e-8], lower, upper);
        return new SpotEnvelope(measured, [.. Enumerable.Range(0, 3).Select(p => new FittedFigure(fit.Parameters[p], Math.Sqrt(fit.Covariance[p, p])))]);
    }

    private static double Square(double value) => value * value;
}
