using System.Globalization;
using System.Text;
using Hanbeam.App.Recipes;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Evaluation.Goals;

namespace Hanbeam.App.Evaluation;

/// <summary>Reads clinical goals (docs/formats/goals.md) from YAML.</summary>
internal static class GoalsYaml
{
    private const string Schema = "hanbeam-goals/1";

    // Goals are a page of text.
    private const int MostBytes = 1_000_000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    public static GoalSet Read(string path)
    {
        if (Directory.Exists(path)) throw new InputException($"The goals {path} are a folder, and a YAML file is expected.");
        if (!File.Exists(path)) throw new InputException($"There is no file of goals {path}.");
        if (new FileInfo(path).Length is > MostBytes and var length) throw new InputException($"The goals {path} have {length} bytes; at most {MostBytes} are read.");
        try
        {
            return Parse(path, StrictUtf8.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException exception)
        {
            throw new InputException($"The goals {path} are not UTF-8 text.", exception);
        }
    }

    /// <summary>Reads text.</summary>
    /// <param name="path">Where it came from, for messages.</param>
    /// <param name="text">YAML.</param>
    public static GoalSet Parse(string path, string text)
    {
        var map = YamlMap.ParseDocument(path, text).Allow("schema", "name", "description", "rbe", "fractions", "goals");
        if (map.Text("schema") is var schema && schema != Schema) throw map.ErrorAt("schema", $"schema is '{schema}', and {Schema} is expected");
        var defaults = new Defaults(map.OptionalText("rbe"), Fractions(map));
        var goals = map.Maps("goals").Select(goal => ReadGoal(goal, defaults)).ToArray();
        if (goals.Length == 0) throw map.ErrorAt("goals", "goals must list at least one goal");
        return new GoalSet(map.OptionalText("name") ?? Path.GetFileNameWithoutExtension(path), map.OptionalText("description") ?? "", goals);
    }

    private static Goal ReadGoal(YamlMap map, Defaults defaults)
    {
        map.Allow("structure", "aliases", "goal", "tolerance", "priority", "rbe", "fractions", "source", "evidence");
        var goal = new Goal
        {
            Structure = map.Text("structure"),
            Aliases = map.TextOrTexts("aliases"),
            Expression = ReadExpression(map),
            Tolerance = NotNegative(map, "tolerance") ?? 0,
            Priority = map.OptionalInteger("priority") ?? 1,
            Fractions = map.Has("fractions") ? Fractions(map) : defaults.Fractions,
            Source = map.OptionalText("source") ?? "",
            Evidence = map.OptionalText("evidence") ?? "",
        };
        if (goal.Priority < 1) throw map.ErrorAt("priority", $"a priority is a whole number from 1, which matters most, and {goal.Priority} is given");
        return goal with { RbeModel = ModelOf(map, goal.Expression.Metric, defaults) };
    }

    private static GoalExpression ReadExpression(YamlMap map)
    {
        var text = map.Text("goal");
        try
        {
            return GoalExpression.Parse(text);
        }
        catch (InputException exception)
        {
            throw map.ErrorAt("goal", exception.Message);
        }
    }

    // The set's model is that of its goals in Gy(RBE) and of those in parts of the prescription; Gy and keV/um have none.
    private static string? ModelOf(YamlMap map, Metric metric, Defaults defaults)
    {
        var own = map.OptionalText("rbe");
        if (metric.DoseUnit is MetricUnit.Gray or MetricUnit.KeVPerUm)
            return own is null ? null : throw map.ErrorAt("rbe", $"{metric} is about {MetricUnits.Text(metric.DoseUnit)}, which has no RBE model");
        if ((own ?? defaults.RbeModel) is { } model) return model;
        return metric.DoseUnit is MetricUnit.GrayRbe or MetricUnit.Rbe ? throw map.ErrorAt("goal", $"{metric} is in {MetricUnits.Text(metric.DoseUnit)}, and the key rbe does not say of which model") : null;
    }

    private static double? NotNegative(YamlMap map, string key) =>
        map.OptionalNumber(key) is not { } number || number >= 0 ? map.OptionalNumber(key)
            : throw map.ErrorAt(key, string.Create(CultureInfo.InvariantCulture, $"a {key} is 0 or more, in the unit of the goal, and {number} is given"));

    private static IReadOnlyList<int> Fractions(YamlMap map)
    {
        var fractions = map.Integers("fractions");
        return fractions.All(number => number >= 1) ? fractions : throw map.ErrorAt("fractions", $"fractions are whole numbers from 1, and {fractions.First(number => number < 1)} is given");
    }

    private sealed record Defaults(string? RbeModel, IReadOnlyList<int> Fractions);
}
