using System.Globalization;
using System.Text;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Treatment.Plans;

/// <summary>
/// Reads and writes spots.csv, one row a spot: beam, angles, isocentre, energy, position and ions per fraction, and optionally the
/// spot's size and the beam's range shifter. See docs/formats/spots-csv.md.
/// </summary>
public static class SpotListFile
{
    private const int FwhmColumn = 10;
    private const int ShifterColumn = 11;

    private static IReadOnlyList<SpotListColumn> Columns => SpotListColumn.All;

    /// <summary>Reads a spot list.</summary>
    /// <param name="path">The file. Columns are found by name, in any order; # starts a comment.</param>
    /// <param name="machineName">The machine the plan is for; the file does not name one.</param>
    /// <param name="fractions">Number of fractions; the file does not name one.</param>
    /// <param name="shifters">The machine's range shifters, by name.</param>
    /// <returns>A plan without prescription: beams in order of appearance; the spots of one energy and size form a layer, highest energy first.</returns>
    /// <exception cref="InputException">The file cannot be read; the message names line, column, value and allowed range.</exception>
    public static Plan Read(string path, string machineName, int fractions = 1, IReadOnlyList<RangeShifter>? shifters = null)
    {
        var rows = Rows(path);
        if (rows.Count == 0) throw new InputException($"{path} holds no spots: at least one row after the header is needed");
        return new Plan
        {
            Name = Path.GetFileNameWithoutExtension(path),
            MachineName = machineName,
            Fractions = fractions,
            Beams = [.. rows.GroupBy(row => row.Beam).Select(beam => ToBeam(path, [.. beam], shifters ?? []))],
        };
    }

    /// <summary>Writes a plan's spots; numbers are the shortest that read back to the same bits, whole ions whole.</summary>
    /// <param name="path">The target; an existing file is replaced.</param>
    /// <param name="plan">The plan; fractions and prescription are not part of this format.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, Plan plan)
    {
        var withSize = plan.Beams.Any(beam => beam.Layers.Any(layer => layer.FwhmMm is not null));
        var text = new StringBuilder();
        var withShifter = plan.Beams.Any(beam => beam.RangeShifter is not null);
        var columns = Columns.Where((column, n) => !column.IsOptional || (n == ShifterColumn ? withShifter : withSize));
        text.AppendJoin(',', columns.Select(column => column.Name)).Append('\n');
        foreach (var beam in plan.Beams)
        {
            var (at, culture) = (beam.Isocenter, CultureInfo.InvariantCulture);
            var start = string.Create(culture, $"{beam.Number},{beam.GantryDeg},{beam.CouchDeg},{at.X},{at.Y},{at.Z}");
            foreach (var layer in beam.Layers)
            {
                var end = (withSize ? string.Create(culture, $",{layer.FwhmMm}") : "") + (withShifter ? "," + ShifterName(beam) : "") + "\n";
                for (var n = 0; n < layer.Count; n++)
                    text.Append(culture, $"{start},{layer.EnergyMeVPerU},{layer.XMm[n]},{layer.YMm[n]},{layer.Particles[n]}").Append(end);
            }
        }

        AtomicFile.Write(path, text.ToString());
    }

    // What would end the cell, the row or the name becomes an underscore: such a name is no machine's, so it is refused when it is read.
    private static string ShifterName(PlanBeam beam)
    {
        if (beam.RangeShifter is not { } shifter) return "";
        var name = new string([.. shifter.Name.Trim().Select(c => c is ',' or '#' || char.IsControl(c) ? '_' : c)]);
        return name.Length > 0 ? name : "_";
    }

    private static List<Row> Rows(string path)
    {
        var rows = new List<Row>();
        int[]? order = null;
        var line = 0;
        foreach (var raw in Lines(path))
        {
            line++;
            var text = raw.Split('#')[0];
            if (string.IsNullOrWhiteSpace(text)) continue;
            if (order is null) order = Order(path, line, text);
            else rows.Add(ToRow(path, line, text, order));
        }

        return rows;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path, Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {e.Message}", e);
        }
    }

    // For each cell of a row the column that it belongs to.
    private static int[] Order(string path, int line, string header)
    {
        var names = Array.ConvertAll(header.Split(','), name => name.Trim());
        var known = Columns.Select(column => column.Name).ToList();
        var order = Array.ConvertAll(names, known.IndexOf);
        if (Array.IndexOf(order, -1) is var unknown and >= 0)
            throw new InputException($"{path}, line {line}: column '{names[unknown]}' is unknown, allowed are {string.Join(", ", known)}");
        if (order.Distinct().Count() < order.Length) throw new InputException($"{path}, line {line}: a column is named twice");
        if (Columns.Where((column, n) => !column.IsOptional && !order.Contains(n)).FirstOrDefault() is { } missing)
            throw new InputException($"{path}, line {line}: column {missing.Name} is missing");
        return order;
    }

    private static Row ToRow(string path, int line, string text, int[] order)
    {
        var values = new double?[Columns.Count];
        var cells = text.Split(',');
        if (cells.Length != order.Length)
            throw new InputException($"{path}, line {line}: {cells.Length} values, but the header names {order.Length} columns");
        var shifter = "";
        for (var n = 0; n < cells.Length; n++)
        {
            if (Columns[order[n]].IsText) shifter = cells[n].Trim();
            else values[order[n]] = Columns[order[n]].Parse(cells[n], path, line);
        }

        double Of(int column) => values[column]!.Value;
        var setup = new Setup(Of(1) % 360, Of(2) % 360, new PatientPoint(Of(3), Of(4), Of(5)), shifter);
        return new Row(line, (int)Of(0), setup, new LayerKey(Of(6), values[FwhmColumn]), Of(7), Of(8), Of(9));
    }

    private static PlanBeam ToBeam(string path, List<Row> rows, IReadOnlyList<RangeShifter> shifters)
    {
        var first = rows[0];
        if (rows.Find(row => row.Setup != first.Setup) is { } other)
            throw new InputException($"{path}, line {other.Line}: beam {other.Beam} has other angles, another isocentre or another range shifter than in line {first.Line}, one beam has one of each");
        return new PlanBeam
        {
            Number = first.Beam,
            Name = $"Beam {first.Beam}",
            GantryDeg = first.Setup.GantryDeg,
            CouchDeg = first.Setup.CouchDeg,
            Isocenter = first.Setup.Isocenter,
            Position = null,
            RangeShifter = first.Setup.RangeShifter.Length > 0 ? Shifter(path, first, shifters) : null,
            Layers = [.. rows.GroupBy(row => row.Layer).OrderByDescending(layer => layer.Key.EnergyMeVPerU).Select(ToLayer)],
        };
    }

    private static RangeShifter Shifter(string path, Row row, IReadOnlyList<RangeShifter> shifters)
    {
        var name = row.Setup.RangeShifter;
        return shifters.FirstOrDefault(shifter => shifter.Name == name)
            ?? throw new InputException($"{path}, line {row.Line}: the machine has no range shifter {name}; {NearestName.Suggestion(name, [.. shifters.Select(shifter => shifter.Name)])}");
    }

    private static EnergyLayer ToLayer(IGrouping<LayerKey, Row> rows) => new()
    {
        EnergyMeVPerU = rows.Key.EnergyMeVPerU,
        FwhmMm = rows.Key.FwhmMm,
        XMm = [.. rows.Select(row => row.XMm)],
        YMm = [.. rows.Select(row => row.YMm)],
        Particles = [.. rows.Select(row => row.Particles)],
    };

    private readonly record struct Setup(double GantryDeg, double CouchDeg, PatientPoint Isocenter, string RangeShifter);

    private readonly record struct LayerKey(double EnergyMeVPerU, double? FwhmMm);

    private sealed record Row(int Line, int Beam, Setup Setup, LayerKey Layer, double XMm, double YMm, double Particles);
}
