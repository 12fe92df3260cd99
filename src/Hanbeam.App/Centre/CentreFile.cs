using System.Text;
using Hanbeam.App.Recipes;
using Hanbeam.Centre.Simulation;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Centre;

/// <summary>A centre's file (docs/formats/centre.md) as read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Centre">What the simulation takes from it.</param>
/// <param name="Power">The section <c>power</c>, whose keys have a reader of their own, or null.</param>
/// <param name="Plans">Plan folders that beam times come from.</param>
/// <param name="Warnings">What the user should know about them.</param>
internal sealed record CentreFile(string Path, byte[] Bytes, CentreDescription Centre, YamlMap? Power, IReadOnlyList<string> Plans, IReadOnlyList<string> Warnings)
{
    /// <summary>The schema that the file must name.</summary>
    public const string Schema = "hanbeam-centre/1";

    private const int MostBytes = 1_000_000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a centre's file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be read, or what it says cannot be.</exception>
    public static CentreFile Read(string path)
    {
        if (Directory.Exists(path)) throw new InputException($"The centre {path} is a folder, and a YAML file is expected.");
        if (!File.Exists(path)) throw new InputException($"There is no centre {path}.");
        if (new FileInfo(path).Length is > MostBytes and var length) throw new InputException($"The centre {path} has {length} bytes; at most {MostBytes} are read.");
        var bytes = File.ReadAllBytes(path);
        try
        {
            return Parse(path, bytes, StrictUtf8.GetString(bytes).TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException exception)
        {
            throw new InputException($"{path} is not UTF-8 text.", exception);
        }
    }

    private static CentreFile Parse(string path, byte[] bytes, string text)
    {
        var map = YamlMap.ParseDocument(path, text).Allow(
            "schema", "name", "run", "shifts", "closures", "maintenance", "rooms", "beam", "failures", "staffing", "referrals", "booking", "attendance", "sites", "power", "source", "sources");
        if (map.Text("schema") is var schema and not Schema) throw map.ErrorAt("schema", $"the schema is '{schema}', and {Schema} is read");
        var plans = new PlanFieldReader(new RecipePaths(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!));
        var centre = CentreReader.Read(map, plans);
        try
        {
            CentreChecks.Check(centre);
        }
        catch (InputException exception)
        {
            throw new InputException($"{path}: {exception.Message}.", exception);
        }

        return new CentreFile(path, bytes, centre, map.OptionalMap("power"), plans.Read, plans.Warnings);
    }
}
