using System.Globalization;
using Hanbeam.Tests;

namespace Hanbeam.Verification.Claims;

/// <summary>A table of published or measured values that does not ship, as rows of named fields.</summary>
internal static class SharedTable
{
    /// <summary>Rows of physics/tables/NAME; lines that begin with # are left out.</summary>
    public static IReadOnlyList<Row> Read(string name)
    {
        var lines = File.ReadLines(SharedData.Path("physics", "tables", name)).Where(line => line.Length > 0 && line[0] != '#').ToArray();
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => new Row(header, line.Split(',')))];
    }

    /// <summary>One row.</summary>
    internal sealed class Row(string[] header, string[] fields)
    {
        public string Text(string column) => fields[Array.IndexOf(header, column)];

        public bool Has(string column) => Text(column).Length > 0;

        public double Number(string column) => double.Parse(Text(column), CultureInfo.InvariantCulture);
    }
}
