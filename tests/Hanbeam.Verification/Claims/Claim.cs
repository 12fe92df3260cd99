using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Hanbeam.App.Output;
using Hanbeam.App.Verification;
using Xunit;

namespace Hanbeam.Verification.Claims;

/// <summary>
/// What one verification method says, measures and compares. A verification class is one claim; its name says it in full. A method makes a
/// claim with <see cref="Of"/>, compares with <see cref="Within"/>, <see cref="Relative"/>, <see cref="AtMost"/>, <see cref="AtLeast"/> or
/// <see cref="IsTrue"/>, adds tables and figures where they help, and ends with <see cref="Conclude"/>, which asserts every comparison and,
/// under <c>hanbeam verify</c>, leaves the record from which the page in docs/verification is made.
/// </summary>
/// <example><code>
/// var claim = Claim.Of(this, "The csda range of carbon ions in water is the published one.", "ICRU 90, table A.15 [ICRU90]");
/// claim.Within("range at 290 MeV/u", rangeMm, 163.1, 0.5, "mm", "I = 78 ± 2 eV moves the range by 0.5 mm [ICRU90]");
/// claim.Figure("Ranges", "energy (MeV/u)", "range (mm)", ("Hanbeam", energies, ranges, false), ("ICRU 90", energies, published, true));
/// claim.Conclude();
/// </code></example>
public sealed class Claim
{
    private const string OutputFolderVariable = "HANBEAM_VERIFY_OUT";

    // A page shows where a reference lies and is no copy of somebody's table: a figure keeps so many of its points, to so many digits.
    private const int MostReferencePoints = 24;
    private const int ReferenceDigits = 3;

    private readonly string name;
    private readonly string method;
    private readonly string statement;
    private readonly string oracle;
    private readonly List<ClaimCheck> checks = [];
    private readonly List<ClaimTable> tables = [];
    private readonly List<ClaimFigure> figures = [];

    private Claim(string name, string method, string statement, string oracle)
    {
        this.name = name;
        this.method = method;
        this.statement = statement;
        this.oracle = oracle;
    }

    /// <summary>Begins a claim.</summary>
    /// <param name="verification">The verification class.</param>
    /// <param name="statement">The claim in one or two sentences.</param>
    /// <param name="oracle">Who says otherwise if it is wrong, with [Key] of docs/references.bib.</param>
    /// <param name="method">Left to the compiler.</param>
    public static Claim Of(object verification, string statement, string oracle, [CallerMemberName] string method = "") =>
        new(verification.GetType().Name, method, statement, oracle);

    /// <summary>The measured value lies within ± tolerance of the expected one.</summary>
    public Claim Within(string quantity, double measured, double expected, double tolerance, string unit, string reason) =>
        Add(quantity, measured, $"{Text(expected)} ± {Text(tolerance)}", unit, reason, Math.Abs(measured - expected) <= tolerance);

    /// <summary>The measured value lies within ± a fraction of the expected one.</summary>
    public Claim Relative(string quantity, double measured, double expected, double fraction, string unit, string reason) =>
        Add(quantity, measured, $"{Text(expected)} ± {Text(100 * fraction)} %", unit, reason, Math.Abs(measured - expected) <= fraction * Math.Abs(expected));

    /// <summary>The measured value is no greater than a limit.</summary>
    public Claim AtMost(string quantity, double measured, double limit, string unit, string reason) =>
        Add(quantity, measured, $"≤ {Text(limit)}", unit, reason, measured <= limit);

    /// <summary>The measured value is no less than a limit.</summary>
    public Claim AtLeast(string quantity, double measured, double limit, string unit, string reason) =>
        Add(quantity, measured, $"≥ {Text(limit)}", unit, reason, measured >= limit);

    /// <summary>Something that has no measure holds (1) or does not (0).</summary>
    public Claim IsTrue(string quantity, bool holds, string reason) =>
        Add(quantity, holds ? 1 : 0, "true", "", reason, holds);

    /// <summary>Adds a table to the page.</summary>
    public Claim Table(string title, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.ToList();
        Assert.All(all, row => Assert.Equal(header.Count, row.Count));
        tables.Add(new ClaimTable(title, header, all));
        return this;
    }

    /// <summary>Adds a figure to the page: curves, or dots where <c>Points</c> is set, as for every published or measured reference, which is thinned.</summary>
    public Claim Figure(string title, string xLabel, string yLabel, params (string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, bool Points)[] series)
    {
        Assert.All(series, one => Assert.Equal(one.X.Count, one.Y.Count));
        figures.Add(new ClaimFigure(title, xLabel, yLabel, [.. series.Select(one => one.Points ? Reference(one.Name, one.X, one.Y) : new ClaimSeries(one.Name, Rounded(one.X), Rounded(one.Y), false))]));
        return this;
    }

    /// <summary>Writes the record where <c>hanbeam verify</c> asked for one, then fails where a comparison does not hold.</summary>
    public void Conclude()
    {
        if (Environment.GetEnvironmentVariable(OutputFolderVariable) is { Length: > 0 } folder)
        {
            var record = new ClaimRecord(ClaimRecord.CurrentSchema, name, method, statement, oracle, checks, tables, figures, Run: null);
            File.WriteAllText(Path.Combine(folder, $"{name}.{method}.json"), JsonSerializer.Serialize(record, JsonText.Options) + "\n");
        }
        Assert.NotEmpty(checks);
        var failed = checks.Where(check => !check.Pass).Select(check => $"{check.Quantity}: {Text(check.Measured)} {check.Unit}, must be {check.Bound}");
        Assert.True(checks.All(check => check.Pass), string.Join("\n", failed));
    }

    private Claim Add(string quantity, double measured, string bound, string unit, string reason, bool pass)
    {
        Assert.False(string.IsNullOrWhiteSpace(reason), $"{quantity}: a bound needs its reason");
        checks.Add(new ClaimCheck(quantity, Rounded(measured), bound, unit, reason, pass));
        return this;
    }

    // Evenly spread, and the highest, which is what a reader looks for.
    private static ClaimSeries Reference(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var step = Math.Max(1, (int)Math.Ceiling(x.Count / (double)MostReferencePoints));
        var kept = Enumerable.Range(0, x.Count).Where(n => n % step == 0).Append(y.Index().MaxBy(one => one.Item).Index).Distinct().Order().ToList();
        return new ClaimSeries(name, [.. kept.Select(n => Rounded(x[n], ReferenceDigits))], [.. kept.Select(n => Rounded(y[n], ReferenceDigits))], true);
    }

    private static double[] Rounded(IReadOnlyList<double> values) => [.. values.Select(value => Rounded(value))];

    // Six digits: more than any claim here is good for, fewer than differ between processors.
    private static double Rounded(double value, int digits = 6) =>
        double.IsFinite(value) ? double.Parse(value.ToString("G" + digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
