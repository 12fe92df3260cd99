using System.Diagnostics;

namespace Hanbeam.Centre.Power.Storage;

/// <summary>
/// Minimise c·x subject to rowLower ≤ A x ≤ rowUpper and lower ≤ x ≤ upper. Every variable has finite bounds, so that any row multipliers
/// whatever give a lower bound of the optimum (<see cref="DualityCertificate"/>); a row may be open on one side.
/// </summary>
public sealed class LinearProgram
{
    private readonly List<double> lower = [];
    private readonly List<double> upper = [];
    private readonly List<double> costs = [];
    private readonly List<double> rowLower = [];
    private readonly List<double> rowUpper = [];
    private readonly List<int> rowStarts = [0];
    private readonly List<int> columns = [];
    private readonly List<double> coefficients = [];

    /// <summary>Number of variables.</summary>
    public int Variables => costs.Count;

    /// <summary>Number of rows.</summary>
    public int Rows => rowLower.Count;

    /// <summary>Lower bounds of the variables.</summary>
    public IReadOnlyList<double> Lower => lower;

    /// <summary>Upper bounds of the variables.</summary>
    public IReadOnlyList<double> Upper => upper;

    /// <summary>Cost of one unit of each variable.</summary>
    public IReadOnlyList<double> Costs => costs;

    /// <summary>Lower bounds of the rows; −∞ where there is none.</summary>
    public IReadOnlyList<double> RowLower => rowLower;

    /// <summary>Upper bounds of the rows; +∞ where there is none.</summary>
    public IReadOnlyList<double> RowUpper => rowUpper;

    /// <summary>Adds a variable.</summary>
    /// <param name="from">Its lower bound, finite.</param>
    /// <param name="to">Its upper bound, finite and no less.</param>
    /// <param name="cost">Cost of one unit.</param>
    /// <returns>Its index.</returns>
    /// <exception cref="ArgumentException">A bound is infinite or the bounds are crossed.</exception>
    public int AddVariable(double from, double to, double cost)
    {
        if (!double.IsFinite(from) || !double.IsFinite(to) || from > to) throw new ArgumentException($"the bounds {from} and {to} of variable {Variables} are not finite and ascending");
        lower.Add(from);
        upper.Add(to);
        costs.Add(cost);
        return Variables - 1;
    }

    /// <summary>Adds a row.</summary>
    /// <param name="from">Its lower bound, or −∞.</param>
    /// <param name="to">Its upper bound, or +∞.</param>
    /// <param name="terms">Variables and their coefficients, no variable twice.</param>
    /// <returns>Its index.</returns>
    public int AddRow(double from, double to, params ReadOnlySpan<(int Variable, double Coefficient)> terms)
    {
        Debug.Assert(from <= to, "the bounds of a row are crossed");
        foreach (var (variable, coefficient) in terms)
        {
            if (coefficient == 0) continue;
            columns.Add(variable);
            coefficients.Add(coefficient);
        }

        rowStarts.Add(columns.Count);
        rowLower.Add(from);
        rowUpper.Add(to);
        return Rows - 1;
    }

    /// <summary>The number of terms in a row.</summary>
    public int TermsOf(int row) => rowStarts[row + 1] - rowStarts[row];

    /// <summary>A term of a row.</summary>
    public (int Variable, double Coefficient) Term(int row, int n) => (columns[rowStarts[row] + n], coefficients[rowStarts[row] + n]);

    /// <summary>The value of a row's linear form.</summary>
    public double RowValue(int row, IReadOnlyList<double> x)
    {
        var sum = 0.0;
        for (var n = rowStarts[row]; n < rowStarts[row + 1]; n++) sum += coefficients[n] * x[columns[n]];
        return sum;
    }

    /// <summary>The cost c·x.</summary>
    public double CostOf(IReadOnlyList<double> x)
    {
        var sum = 0.0;
        for (var n = 0; n < costs.Count; n++) sum += costs[n] * x[n];
        return sum;
    }
}
