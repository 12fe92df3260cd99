using System.Globalization;
using Hanbeam.Physics.Ions;

namespace Hanbeam.Verification.Physics;

/// <summary>Measured cross sections of one kind beside those that the reactions use.</summary>
internal sealed class ExforGroup(string name)
{
    /// <summary>Measurements that come without an error count with this share of their value: what the same author states elsewhere [Webber1990b].</summary>
    public const double UnstatedError = 0.03;

    private readonly List<(double E, double Measured, double Error, double Used)> rows = [];

    public string Name { get; } = name;

    public int Count => rows.Count;

    public IReadOnlyList<double> Energies => [.. rows.Select(row => row.E)];

    public IReadOnlyList<double> Measured => [.. rows.Select(row => row.Measured)];

    public IReadOnlyList<double> Used => [.. rows.Select(row => row.Used)];

    /// <summary>Mean of used over measured, weighted with the inverse square of the relative errors.</summary>
    public double MeanRatio => rows.Sum(row => Weight(row) * row.Used / row.Measured) / rows.Sum(Weight);

    /// <summary>Σ ((used − measured)/error)² over the number of rows.</summary>
    public double ChiSquarePerRow => rows.Average(row => Math.Pow((row.Used - row.Measured) / row.Error, 2));

    /// <summary>The same after every used value is divided by the mean ratio: what is left is the energy dependence and the disagreement of the measurements.</summary>
    public double ChiSquareOfShape => rows.Average(row => Math.Pow((row.Used / MeanRatio - row.Measured) / row.Error, 2));

    /// <summary>Root mean square of used over measured less 1.</summary>
    public double RelativeRms => Math.Sqrt(rows.Average(row => Math.Pow(row.Used / row.Measured - 1, 2)));

    public void Add(double energy, double measured, double? error, double used) =>
        rows.Add((energy, measured, error is > 0 and var stated ? stated : UnstatedError * measured, used));

    public string[] Line() =>
    [
        Name, $"{Count}", FormattableString.Invariant($"{rows.Min(row => row.E):F0}–{rows.Max(row => row.E):F0}"),
        MeanRatio.ToString("F2", CultureInfo.InvariantCulture), (100 * RelativeRms).ToString("F0", CultureInfo.InvariantCulture),
        ChiSquarePerRow.ToString("F1", CultureInfo.InvariantCulture), ChiSquareOfShape.ToString("F1", CultureInfo.InvariantCulture),
    ];

    public static string[] Header => ["quantity", "rows", "MeV/u", "mean of used over measured", "rms deviation (%)", "chi-square per row", "the same without the mean"];

    /// <summary>Nuclei of a target as the tables name it, with their numbers in one unit of it; null for one that they do not define.</summary>
    public static (int Z, int A, double Number)[]? Target(string name, string exfor) => name switch
    {
        "H" => [(1, 1, 1)],
        "He" => [(2, 4, 1)],
        "Be" => [(4, 9, 1)],
        "C" => [(6, 12, 1)],
        "O" => [(8, 16, 1)],
        "Al" => [(13, 27, 1)],
        "Ca" => [(20, 40, 1)],
        "H2O" => [(1, 1, 2), (8, 16, 1)],
        "CH2(paraffin)" or "CH2(polyethylene)" => [(1, 1, 2), (6, 12, 1)],
        _ when exfor == "1-H-CXX" => [(6, 12, 16), (1, 1, 14), (8, 16, 3)], // polycarbonate C16H14O3 [Toshito2007; DeLellis2011]
        _ => null,
    };

    /// <summary>Sum over the nuclei of a target.</summary>
    public static double Sum((int Z, int A, double Number)[] target, Func<int, int, double> ofNucleus) => target.Sum(one => one.Number * ofNucleus(one.Z, one.A));

    /// <summary>A nucleus written as Z-SYMBOL-A.</summary>
    public static Ion Nucleus(string text)
    {
        var parts = text.Split('-');
        return new Ion(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    private static double Weight((double E, double Measured, double Error, double Used) row) => Math.Pow(row.Measured / row.Error, 2);
}
