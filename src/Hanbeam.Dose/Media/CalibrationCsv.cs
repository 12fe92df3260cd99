using System.Globalization;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dose.Media;

/// <summary>Reads a calibration from CSV: a header <c>HU,RSP</c>, then one knot a line, HU ascending; <c>#</c> starts a comment line.</summary>
public static class CalibrationCsv
{
    /// <summary>No element stops more per length than 12 times water (osmium, 22.6 g/cm³, by the formula of <see cref="Hanbeam.Physics.Stopping.RelativeStoppingPower"/>).</summary>
    internal const double MaximumRelativeStoppingPower = 12;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="name">What to call the calibration; the file's name by default.</param>
    /// <exception cref="InputException">It cannot be read or is no calibration.</exception>
    public static HounsfieldCalibration Read(string path, string? name = null)
    {
        try
        {
            using var text = new StreamReader(path);
            return Read(text, path, name ?? Path.GetFileName(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"calibration {path} cannot be read: {error.Message}", error);
        }
    }

    private static HounsfieldCalibration Read(TextReader text, string file, string name)
    {
        var hu = new List<double>();
        var rsp = new List<double>();
        var header = false;
        for (var line = 1; text.ReadLine() is { } content; line++)
        {
            var trimmed = content.Trim();
            if (trimmed.Length == 0 || trimmed[0] == '#') continue;
            if (!header)
            {
                if (!trimmed.Replace(" ", "", StringComparison.Ordinal).Equals("HU,RSP", StringComparison.OrdinalIgnoreCase))
                    throw new InputException($"calibration {file}: line {line} is \"{trimmed}\", but must be the header HU,RSP");
                header = true;
                continue;
            }

            var (knotHu, knotRsp) = Knot(trimmed, file, line);
            if (hu.Count > 0 && knotHu <= hu[^1])
                throw new InputException(FormattableString.Invariant($"calibration {file}: line {line} has {knotHu} HU, but HU must ascend (above {hu[^1]} HU)"));
            hu.Add(knotHu);
            rsp.Add(knotRsp);
        }

        if (hu.Count < 2) throw new InputException($"calibration {file}: {hu.Count} lines HU,RSP, but at least 2 are needed");
        return new HounsfieldCalibration(name, hu, rsp);
    }

    private static (double Hu, double Rsp) Knot(string content, string file, int line)
    {
        var fields = content.Split(',');
        if (fields.Length != 2 || !TryNumber(fields[0], out var hu) || !TryNumber(fields[1], out var rsp))
            throw new InputException($"calibration {file}: line {line} is \"{content}\", but must be two numbers HU,RSP");
        if (rsp is < 0 or > MaximumRelativeStoppingPower)
            throw new InputException(FormattableString.Invariant(
                $"calibration {file}: line {line} has the relative stopping power {rsp}, but it must lie from 0 to {MaximumRelativeStoppingPower}"));
        return (hu, rsp);
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
