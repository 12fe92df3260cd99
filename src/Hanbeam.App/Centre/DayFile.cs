using System.Text;
using Hanbeam.App.Recipes;
using Hanbeam.Centre.DayBoard;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Centre;

/// <summary>A day's file (docs/formats/day.md) as read: YAML, or the text formats of published problems.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Day">The day.</param>
/// <param name="Title">What the board is headed with.</param>
/// <param name="Clock">How times are written.</param>
/// <param name="CallEarlierTicks">By how many ticks a patient may be asked to come earlier than told.</param>
/// <param name="TellFromTicks">Shifts of fewer ticks need not be told.</param>
/// <param name="Warnings">What the user should know.</param>
internal sealed record DayFile(string Path, byte[] Bytes, BeamDay Day, string Title, BoardClock Clock, long CallEarlierTicks, long TellFromTicks, IReadOnlyList<string> Warnings)
{
    // 5000 patients with all their keys fit into a tenth of it.
    private const int MostBytes = 10_000_000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a day: a .yaml or .yml file as YAML, any other as text of numbers.</summary>
    /// <exception cref="InputException">It cannot be read, or what it says cannot be.</exception>
    public static DayFile Read(string path)
    {
        var bytes = ReadBytes(path, "day");
        var text = Decode(path, bytes);
        if (System.IO.Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml")
            return DayReader.Read(YamlMap.ParseDocument(path, text), path, bytes);
        return new DayFile(path, bytes, SequencingFile.Read(path, text), System.IO.Path.GetFileName(path), BoardClock.Plain, 0, 0, []);
    }

    /// <summary>The bytes of a file of moderate length.</summary>
    public static byte[] ReadBytes(string path, string what)
    {
        if (Directory.Exists(path)) throw new InputException($"The {what} {path} is a folder, and a file is expected.");
        if (!File.Exists(path)) throw new InputException($"There is no {what} {path}.");
        if (new FileInfo(path).Length is > MostBytes and var length) throw new InputException($"The {what} {path} has {length} bytes; at most {MostBytes} are read.");
        return File.ReadAllBytes(path);
    }

    /// <summary>The text of a file.</summary>
    public static string Decode(string path, byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException exception)
        {
            throw new InputException($"{path} is not UTF-8 text.", exception);
        }
    }
}
