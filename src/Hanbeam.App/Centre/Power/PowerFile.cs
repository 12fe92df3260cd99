using System.Text;
using Hanbeam.App.Recipes;
using Hanbeam.Centre.Power;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Centre.Power;

/// <summary>A centre's file as the power command reads it: only its section <c>power</c> must be there when that has a programme of its own.</summary>
/// <param name="Name">The centre's name.</param>
/// <param name="Bytes">The file's bytes.</param>
/// <param name="Input">What it says of power.</param>
internal sealed record PowerFile(string Name, byte[] Bytes, PowerInput Input)
{
    private const int MostBytes = 1_000_000;

    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="InputException">It cannot be read, or what it says cannot be.</exception>
    public static PowerFile Read(string path)
    {
        if (!File.Exists(path)) throw new InputException(Directory.Exists(path) ? $"The centre {path} is a folder, and a YAML file is expected." : $"There is no centre {path}.");
        if (new FileInfo(path).Length is > MostBytes and var length) throw new InputException($"The centre {path} has {length} bytes; at most {MostBytes} are read.");
        var bytes = File.ReadAllBytes(path);
        return Parse(path, bytes, Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'));
    }

    /// <summary>Reads text.</summary>
    internal static PowerFile Parse(string path, byte[] bytes, string text)
    {
        var map = YamlMap.ParseDocument(path, text);
        if (map.Text("schema") is var schema and not CentreFile.Schema) throw map.ErrorAt("schema", $"the schema is '{schema}', and {CentreFile.Schema} is read");
        var power = map.OptionalMap("power") ?? throw map.ErrorAt("power", "the section power is missing");
        var run = map.OptionalMap("run");
        var weekday = run?.Has("firstWeekday") == true ? run.Weekday("firstWeekday", run.Text("firstWeekday")) : DayOfWeek.Monday;
        var input = PowerYaml.Read(power, Path.GetDirectoryName(Path.GetFullPath(path))!, weekday);
        return new PowerFile(map.Text("name"), bytes, input);
    }
}
