using System.Globalization;

namespace Hanbeam.Verification.Treatment;

/// <summary>Cumulative dose–volume histograms that another program wrote as a CSV: pairs of columns (dose Gy, volume %), one pair a structure.</summary>
internal sealed class ReferenceHistograms
{
    private readonly double[][] rows;

    public ReferenceHistograms(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = lines[0].TrimEnd(',').Split(',');
        VolumesCc = [.. header.Where((_, n) => n % 2 == 1).Select(Volume)];
        rows = [.. lines.Skip(1).Where(line => line.Length > 0).Select(Numbers)];
    }

    /// <summary>Volume of each structure as the program has it, cm³.</summary>
    public double[] VolumesCc { get; }

    /// <summary>What a part of a structure receives at least, Gy, by linear interpolation of the table.</summary>
    public double DoseAtVolumePercent(int structure, double percent)
    {
        var curve = Curve(structure);
        for (var n = 1; n < curve.Count; n++)
        {
            if (curve[n].Percent > percent) continue;
            var (a, b) = (curve[n - 1], curve[n]);
            return a.Percent == b.Percent ? b.Gy : a.Gy + (a.Percent - percent) / (a.Percent - b.Percent) * (b.Gy - a.Gy);
        }

        return curve[^1].Gy;
    }

    /// <summary>Mean dose of a structure, Gy: the area under its curve.</summary>
    public double Mean(int structure)
    {
        var curve = Curve(structure);
        return curve.Zip(curve.Skip(1), (a, b) => 0.5 * (a.Percent + b.Percent) / 100 * (b.Gy - a.Gy)).Sum();
    }

    /// <summary>The curve of a structure; tables of shorter curves end in empty cells.</summary>
    public IReadOnlyList<(double Gy, double Percent)> Curve(int structure) =>
        [.. rows.Where(row => row.Length > 2 * structure + 1 && !double.IsNaN(row[2 * structure])).Select(row => (row[2 * structure], row[2 * structure + 1]))];

    private static double Volume(string header)
    {
        var text = header[(header.IndexOf("of ", StringComparison.Ordinal) + 3)..header.IndexOf(" cc", StringComparison.Ordinal)];
        return double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static double[] Numbers(string line) =>
        [.. line.Split(',').Select(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)];
}
