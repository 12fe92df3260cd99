using System.Globalization;
using Hanbeam.Numerics.Work;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Hanbeam.App.Recipes;

/// <summary>
/// A YAML mapping read strictly: a key that nobody knows is an error with its line and the nearest key, and so is a value of the wrong type.
/// Numbers are read without regard to the computer's language.
/// </summary>
internal sealed class YamlMap
{
    // A recipe nests four deep; the parser counts its document and stream as well.
    private const int DeepestNesting = 32;

    private const string DecimalPoint = "decimals take a point, as in 60.5";

    private readonly YamlMappingNode node;
    private readonly string file;
    private readonly string path;

    private YamlMap(string file, string path, YamlMappingNode node)
    {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    /// <summary>Names of the keys that are there, in the order written.</summary>
    public IEnumerable<string> Keys => node.Children.Keys.Select(key => KeyText(key));

    /// <summary>Reads a file that holds one document, a mapping.</summary>
    /// <param name="file">Its path, for messages.</param>
    /// <param name="text">Its text.</param>
    public static YamlMap ParseDocument(string file, string text)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            CheckEvents(file, parser);
            stream.Load(new Parser(new StringReader(text)));
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException)
        {
            // The parser meets some broken texts with an exception that names no place.
            var (line, reason) = exception is YamlException yaml ? (yaml.Start.Line, yaml.Message) : (parser.Current?.End.Line ?? 1, "a bracket, a quote or an indent is wrong");
            throw new InputException($"{file}, line {line}: this is not valid YAML ({reason.ReplaceLineEndings(" ").TrimEnd('.')}).", exception);
        }

        if (stream.Documents.Count != 1) throw new InputException($"{file} holds {stream.Documents.Count} YAML documents, and exactly one is expected.");
        return From(file, "", stream.Documents[0].RootNode);
    }

    // Building nodes recurses, and an alias may stand for millions of nodes: neither may reach it.
    private static void CheckEvents(string file, Parser parser)
    {
        var depth = 0;
        while (parser.MoveNext())
        {
            var at = parser.Current!;
            depth += at.NestingIncrease;
            if (at is AnchorAlias) throw new InputException($"{file}, line {at.Start.Line}: YAML aliases (*name) are not read; write the value out.");
            if (depth > DeepestNesting) throw new InputException($"{file}, line {at.Start.Line}: the YAML is nested more than {DeepestNesting} deep.");
        }
    }

    /// <summary>Refuses every key that is not in the list.</summary>
    /// <returns>This mapping.</returns>
    public YamlMap Allow(params string[] keys)
    {
        foreach (var key in node.Children.Keys)
            if (!keys.Contains(KeyText(key)))
            {
                // In braces the comma of 60,0 ends the value, and what follows it becomes a key.
                if (KeyText(key).Length > 0 && KeyText(key).All(char.IsAsciiDigit)) throw Error(key, $"unknown key '{KeyText(key)}'{(path.Length > 0 ? " in " + path : "")}; {DecimalPoint}");
                throw Error(key, $"unknown key '{KeyText(key)}'{(path.Length > 0 ? " in " + path : "")}; {NearestName.Suggestion(KeyText(key), keys)}");
            }

        return this;
    }

    /// <summary>Whether the key is there.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>A text that must be there.</summary>
    public string Text(string key) => OptionalText(key) ?? throw Missing(key);

    /// <summary>A text, or null.</summary>
    public string? OptionalText(string key) => Find(key) is { } value ? Scalar(key, value, "a text") : null;

    /// <summary>A number that must be there.</summary>
    public double Number(string key) => OptionalNumber(key) ?? throw Missing(key);

    /// <summary>A number, or null.</summary>
    public double? OptionalNumber(string key)
    {
        if (Find(key) is not { } value) return null;
        var text = Scalar(key, value, "a number");
        return ParseNumber(text) ?? throw Error(value, $"{Named(key)} is '{text}', and a number is expected{(ParseNumber(text.Replace(',', '.')) is null ? "" : "; " + DecimalPoint)}");
    }

    /// <summary>A whole number that must be there.</summary>
    public int Integer(string key) => OptionalInteger(key) ?? throw Missing(key);

    /// <summary>A whole number, or null.</summary>
    public int? OptionalInteger(string key)
    {
        if (Find(key) is not { } value) return null;
        var text = Scalar(key, value, "a whole number");
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Error(value, $"{Named(key)} is '{text}', and a whole number is expected");
    }

    /// <summary>true or false, or null.</summary>
    public bool? OptionalBoolean(string key)
    {
        if (Find(key) is not { } value) return null;
        return Scalar(key, value, "true or false") switch
        {
            "true" => true,
            "false" => false,
            var text => throw Error(value, $"{Named(key)} is '{text}', and true or false is expected"),
        };
    }

    /// <summary>One of a few words, or null.</summary>
    public string? OptionalChoice(string key, params string[] choices)
    {
        if (OptionalText(key) is not { } text) return null;
        return choices.Contains(text) ? text : throw Error(Find(key)!, $"{Named(key)} is '{text}'; allowed are {string.Join(", ", choices)}");
    }

    /// <summary>A mapping, or null.</summary>
    public YamlMap? OptionalMap(string key) => Find(key) is { } value ? From(file, Named(key), value) : null;

    /// <summary>A list of mappings; empty where the key is absent.</summary>
    public IReadOnlyList<YamlMap> Maps(string key) =>
        Find(key) is { } value ? [.. Sequence(key, value).Select((item, n) => From(file, $"{Named(key)}[{n + 1}]", item))] : [];

    /// <summary>Whether the key holds a list.</summary>
    public bool IsList(string key) => Find(key) is YamlSequenceNode;

    /// <summary>Whether the key holds a mapping.</summary>
    public bool IsMap(string key) => Find(key) is YamlMappingNode;

    /// <summary>A list of texts that must be there.</summary>
    public IReadOnlyList<string> Texts(string key) =>
        Find(key) is { } value ? [.. Sequence(key, value).Select(item => Scalar(key, item, "a list of texts"))] : throw Missing(key);

    /// <summary>A list of numbers, or one number as a list of one; must be there.</summary>
    public IReadOnlyList<double> NumberOrNumbers(string key) => IsList(key)
        ? [.. Texts(key).Select(text => ParseNumber(text) ?? throw Error(Find(key)!, $"{Named(key)} has '{text}', and numbers are expected"))]
        : [Number(key)];

    /// <summary>Every value in the mapping and below it, in the order written: where it stands and what it says.</summary>
    public IEnumerable<(string Path, string Value)> Leaves() => Leaves(path, node);

    /// <summary>The name of a key with the keys that lead to it, for messages.</summary>
    public string PathOf(string key) => Named(key);

    /// <summary>Exactly so many numbers, or null.</summary>
    public double[]? OptionalNumbers(string key, int count)
    {
        if (Find(key) is not { } value) return null;
        var items = Sequence(key, value).Children;
        var numbers = items.Select(item => item is YamlScalarNode { Value: { } text } ? ParseNumber(text) : null).ToArray();
        if (numbers.Length != count || numbers.Any(number => number is null)) throw Error(value, $"{Named(key)} must be a list of {count} numbers");
        return [.. numbers.Select(number => number!.Value)];
    }

    /// <summary>A list of texts, or one text as a list of one; empty where the key is absent.</summary>
    public IReadOnlyList<string> TextOrTexts(string key) => IsList(key) ? Texts(key) : Has(key) ? [Text(key)] : [];

    /// <summary>A list of whole numbers, or one alone; empty where the key is absent.</summary>
    public IReadOnlyList<int> Integers(string key) => [.. TextOrTexts(key).Select(text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number : throw Error(Find(key)!, $"{Named(key)} holds '{text}', and whole numbers are expected"))];

    /// <summary>An error at the line of a key.</summary>
    public InputException ErrorAt(string key, string sentence) => Error(Find(key) ?? node, sentence);

    private static double? ParseNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static YamlMap From(string file, string path, YamlNode node)
    {
        var map = node as YamlMappingNode ?? throw At(file, node, $"{(path.Length > 0 ? path : "the file")} must be a list of 'key: value' entries");
        foreach (var key in map.Children.Keys)
            if (key is not YamlScalarNode) throw At(file, key, "a key must be a plain word");
        return new YamlMap(file, path, map);
    }

    private static IEnumerable<(string Path, string Value)> Leaves(string path, YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(entry => Leaves(path.Length > 0 ? $"{path}.{KeyText(entry.Key)}" : KeyText(entry.Key), entry.Value)),
        YamlSequenceNode list when list.All(item => item is YamlScalarNode) => [(path, string.Join(", ", list.Select(item => ((YamlScalarNode)item).Value)))],
        YamlSequenceNode list => list.SelectMany((item, n) => Leaves($"{path}[{n + 1}]", item)),
        _ => [(path, ((YamlScalarNode)node).Value ?? "")],
    };

    private static string KeyText(YamlNode key) => ((YamlScalarNode)key).Value ?? "";

    private static InputException At(string file, YamlNode node, string sentence) => new($"{file}, line {node.Start.Line}: {sentence}.");

    private YamlNode? Find(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    private string Named(string key) => path.Length > 0 ? $"{path}.{key}" : key;

    private string Scalar(string key, YamlNode value, string expected)
    {
        if (value is not YamlScalarNode scalar) throw Error(value, $"{Named(key)} must be {expected}");
        var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is null or "" or "~" or "null";
        return isNull ? throw Error(value, $"{Named(key)} has no value") : scalar.Value!;
    }

    private YamlSequenceNode Sequence(string key, YamlNode value) => value as YamlSequenceNode ?? throw Error(value, $"{Named(key)} must be a list");

    private InputException Missing(string key) => Error(node, $"the key {Named(key)} is missing");

    private InputException Error(YamlNode where, string sentence) => At(file, where, sentence);
}
