namespace Hanbeam.Numerics.Special;

/// <summary>
/// The error function by its Maclaurin series below 2.5 and its continued fraction above. Absolute error below 1e-14 for all arguments
/// [AbramowitzStegun1964, 7.1.6 and 7.1.14]; checked against published values by <c>ErrorFunctionTests</c>.
/// </summary>
public static class ErrorFunction
{
    /// <summary>erf(x).</summary>
    public static double Erf(double x)
    {
        var a = Math.Abs(x);
        if (a > 6) return Math.Sign(x);
        return Math.Sign(x) * (a < 2.5 ? Series(a) : 1 - Complement(a));
    }

    // erf x = 2/sqrt(pi) exp(-x²) Σ 2^n x^(2n+1) / (2n+1)!!  : all terms positive, so nothing cancels.
    private static double Series(double x)
    {
        var term = x;
        var sum = x;
        for (var n = 1; term > 1e-17 * sum; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // erfc x = exp(-x²)/sqrt(pi) · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), evaluated from a depth at which it has converged.
    private static double Complement(double x)
    {
        var tail = x;
        for (var n = 60; n > 0; n--) tail = x + 0.5 * n / tail;
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / tail;
    }
}
