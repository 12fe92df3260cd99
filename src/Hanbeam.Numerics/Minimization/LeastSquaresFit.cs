namespace Hanbeam.Numerics.Minimization;

/// <summary>What a least-squares fit found.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="Covariance">Their covariance for residuals of unit variance, row by row; zero for parameters held at a bound.</param>
/// <param name="SumOfSquares">Sum of squared residuals.</param>
/// <param name="Residuals">Number of residuals.</param>
/// <param name="Iterations">Steps taken.</param>
/// <param name="Converged">Whether steps became too small to matter before their number ran out.</param>
public sealed record LeastSquaresFit(double[] Parameters, double[,] Covariance, double SumOfSquares, int Residuals, int Iterations, bool Converged)
{
    /// <summary>Sum of squares per degree of freedom.</summary>
    public double ReducedChiSquare => Residuals > Parameters.Length ? SumOfSquares / (Residuals - Parameters.Length) : double.NaN;

    /// <summary>Standard uncertainty of a parameter; where residuals scatter more than their own uncertainty says (reduced chi-square above 1), scaled by what they do.</summary>
    /// <param name="parameter">Its index.</param>
    public double Uncertainty(int parameter) => Math.Sqrt(Covariance[parameter, parameter] * Math.Max(1, double.IsNaN(ReducedChiSquare) ? 1 : ReducedChiSquare));
}
