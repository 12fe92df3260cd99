using System.Globalization;
using Hanbeam.App.Centre;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Machines;

/// <summary>Reads a measured table: a header whose names carry their units, rows of numbers, <c>#</c> comments (docs/formats/commissioning.md).</summary>
internal sealed class MeasurementCsv
{
    private const int MostRows = 100_000;

    private readonly string path;
    private readonly double[][] columns;

    private MeasurementCsv(string path, double[][] columns)
    {
        this.path = path;
        this.columns = columns;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Names of its columns, in order, each with its unit.</param>
    /// <exception cref="InputException">It is missing, its header is another, or a row has no or other numbers.</exception>
    public static MeasurementCsv Read(string path, params string[] header)
    {
        var lines = DayFile.Decode(path, DayFile.ReadBytes(path, "measurement")).Split('\n');
        var rows = new List<double[]>();
        var seenHeader = false;
        for (var n = 0; n < lines.Length; n++)
        {
            var line = lines[n].Split('#')[0].Trim();
            if (line.Length == 0) continue;
            if (!seenHeader)
            {
                CheckHeader(path, n + 1, line, header);
                seenHeader = true;
                continue;
            }

            rows.Add(Row(path, n + 1, line, header.Length));
            if (rows.Count > MostRows) throw new InputException($"{path} has more than {MostRows} rows.");
        }

        if (rows.Count == 0) throw new InputException($"{path} holds no measurement: the header {string.Join(',', header)} and rows of numbers are expected.");
        return new MeasurementCsv(path, [.. Enumerable.Range(0, header.Length).Select(c => rows.Select(row => row[c]).ToArray())]);
    }

    /// <summary>A column.</summary>
    public double[] this[int column] => columns[column];

    /// <summary>Refuses a column that does not ascend; a value that is there twice is named.</summary>
    public MeasurementCsv Ascending(int column, string what)
    {
        var values = columns[column];
        for (var n = 1; n < values.Length; n++)
        {
            if (values[n] == values[n - 1]) throw new InputException(FormattableString.Invariant($"{path}: {what} {values[n]} mm is there twice; keep one, or their mean."));
            if (values[n] < values[n - 1]) throw new InputException(FormattableString.Invariant($"{path}: {what} must ascend, and {values[n]} mm follows {values[n - 1]} mm."));
        }

        return this;
    }

    /// <summary>Refuses values outside a range.</summary>
    public MeasurementCsv Within(int column, string what, double least, double most, string unit)
    {
        foreach (var value in columns[column])
            if (!(value >= least && value <= most)) throw new InputException(FormattableString.Invariant($"{path}: {what} is {value} {unit}, and must be {least} to {most} {unit}.").Replace("  ", " ", StringComparison.Ordinal).Replace(" .", ".", StringComparison.Ordinal));
        return this;
    }

    private static void CheckHeader(string path, int number, string line, string[] header)
    {
        var found = line.Split(',').Select(name => name.Trim()).ToArray();
        if (found.SequenceEqual(header)) return;
        for (var c = 0; found.Length == header.Length && c < header.Length; c++)
        {
            var (have, want) = (found[c].Split('_'), header[c].Split('_'));
            if (have.Length > 1 && want.Length > 1 && have[0] == want[0] && found[c] != header[c])
                throw new InputException($"{path}, line {number}: the column '{found[c]}' has another unit than '{header[c]}'; convert it, nothing is converted here.");
        }

        throw new InputException($"{path}, line {number}: the header is '{line}', and '{string.Join(',', header)}' is expected.");
    }

    private static double[] Row(string path, int number, string line, int count)
    {
        var fields = line.Split(',');
        if (fields.Length != count) throw new InputException($"{path}, line {number}: there are {fields.Length} values, and {count} are expected; decimals take a point.");
        return [.. fields.Select(field => double.TryParse(field.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value : throw new InputException($"{path}, line {number}: '{field.Trim()}' is not a number."))];
    }
}
