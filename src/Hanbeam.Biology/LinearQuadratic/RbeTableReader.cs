using System.Globalization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>Reads a user's RBE table, schema hanbeam-rbe-table/1: comments <c># key: value</c>, a header, one row per ion and energy.</summary>
internal sealed class RbeTableReader(string path)
{
    private const string Schema = "hanbeam-rbe-table/1";
    private const string ZStar = "zstar_Gy";
    private const string AlphaColumn = "alpha_per_Gy";
    private const string BetaColumn = "beta_per_Gy2";
    private const string SqrtBetaColumn = "sqrt_beta_per_Gy";

    // Nothing that a table of a cell line holds comes near it; a slip of the unit does.
    private const double Largest = 1e4;

    private static readonly string[] Columns = ["ion", "Z", "A", "E_MeV_u", "let_keV_um", ZStar, AlphaColumn, BetaColumn, SqrtBetaColumn];

    private readonly Dictionary<string, string> keys = new(StringComparer.Ordinal);
    private string[] header = [];

    public RbeTableFile Read()
    {
        var rows = new Dictionary<(int Z, int A), SortedDictionary<double, IonEffect>>();
        var number = 0;
        foreach (var line in Lines().Select(text => text.Trim()))
        {
            number++;
            if (line.StartsWith('#')) AddKey(line);
            else if (header.Length == 0 && line.Length > 0) ReadHeader(line, number);
            else if (line.Length > 0) AddRow(rows, line.Split(',', StringSplitOptions.TrimEntries), number);
        }

        if (keys.GetValueOrDefault("schema") != Schema) throw Wrong($"lacks the line '# schema: {Schema}'");
        if (rows.Count == 0) throw Wrong("has no rows");
        var photons = new PhotonCurve(Key("alphax", "1/Gy"), Key("betax", "1/Gy²"), keys.ContainsKey("dt") ? Key("dt", "Gy") : double.PositiveInfinity);
        return new RbeTableFile(path, rows.ToDictionary(row => row.Key, row => new RbeTableColumn([.. row.Value.Keys], [.. row.Value.Values])), photons);
    }

    private string[] Lines()
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"RBE table {path} cannot be read: {error.Message}", error);
        }
    }

    private void AddKey(string line)
    {
        var sides = line[1..].Split(':', 2, StringSplitOptions.TrimEntries);
        if (sides.Length == 2) keys[sides[0]] = sides[1];
    }

    private void ReadHeader(string line, int number)
    {
        header = line.Split(',', StringSplitOptions.TrimEntries);
        foreach (var column in header)
            if (!Columns.Contains(column)) throw Wrong($"line {number}: unknown column {column}; {NearestName.Suggestion(column, Columns)}");
        foreach (var column in new[] { "Z", "A", "E_MeV_u" })
            if (!header.Contains(column)) throw Wrong($"line {number}: the column {column} is missing");
        if (!header.Contains(ZStar) && !(header.Contains(AlphaColumn) && (header.Contains(BetaColumn) || header.Contains(SqrtBetaColumn))))
            throw Wrong($"line {number}: needs {AlphaColumn} with {BetaColumn} or {SqrtBetaColumn}, or {ZStar} with the lines '# alpha0: …' and '# beta: …'");
    }

    private void AddRow(Dictionary<(int Z, int A), SortedDictionary<double, IonEffect>> rows, string[] fields, int number)
    {
        if (fields.Length != header.Length) throw Wrong($"line {number}: {fields.Length} fields, but the header has {header.Length}");
        var (z, a) = (Whole(fields, "Z", number), Whole(fields, "A", number));
        if (a < z) throw Wrong($"line {number}: A {a} is less than Z {z}");
        var energy = Number(fields, "E_MeV_u", number, "MeV/u");
        if (energy <= 0) throw Wrong($"line {number}: E_MeV_u must be above 0");
        if (!rows.TryGetValue((z, a), out var column)) rows[(z, a)] = column = [];
        if (!column.TryAdd(energy, Effect(fields, number))) throw Wrong(FormattableString.Invariant($"line {number}: the ion has a row at {energy} MeV/u already"));
    }

    private IonEffect Effect(string[] fields, int number)
    {
        var zStar = header.Contains(ZStar) && Text(fields, ZStar).Length > 0 ? Number(fields, ZStar, number, "Gy") : (double?)null;
        double alpha, beta;
        if (header.Contains(AlphaColumn))
        {
            alpha = Number(fields, AlphaColumn, number, "1/Gy");
            var root = header.Contains(SqrtBetaColumn) ? Number(fields, SqrtBetaColumn, number, "1/Gy") : 0;
            beta = header.Contains(BetaColumn) ? Number(fields, BetaColumn, number, "1/Gy²") : root * root;
        }
        else
        {
            beta = Key("beta", "1/Gy²");
            alpha = Key("alpha0", "1/Gy") + beta * (zStar ?? throw Wrong($"line {number}: {ZStar} is empty"));
        }

        return alpha > 0 || beta > 0 ? new IonEffect(alpha, beta, zStar) : throw Wrong($"line {number}: alpha and beta are both 0");
    }

    private double Key(string name, string unit)
    {
        if (!keys.TryGetValue(name, out var text)) throw Wrong($"lacks the line '# {name}: …' ({unit})");
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && (value > 0 || (value == 0 && name == "alpha0")) && value < Largest
            ? value : throw Wrong($"# {name} is {text}, but must be a number above 0 {unit}");
    }

    private string Text(string[] fields, string column) => fields[Array.IndexOf(header, column)];

    private int Whole(string[] fields, string column, int number) =>
        int.TryParse(Text(fields, column), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 0 and < 300
            ? value : throw Wrong($"line {number}: {column} is '{Text(fields, column)}', but must be a whole number above 0");

    private double Number(string[] fields, string column, int number, string unit) =>
        double.TryParse(Text(fields, column), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and < Largest
            ? value : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"line {number}: {column} is '{Text(fields, column)}', but must be a number from 0 to {Largest} {unit}"));

    private InputException Wrong(string what) => new($"RBE table {path}: {what}");
}
