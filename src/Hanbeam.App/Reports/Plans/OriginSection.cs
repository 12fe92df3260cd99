using Hanbeam.App.Output;
using Hanbeam.App.Reports.Layout;

namespace Hanbeam.App.Reports.Plans;

/// <summary>Versions and hashes of what the dose was made from.</summary>
internal static class OriginSection
{
    public static IEnumerable<ReportBlock> Blocks(Manifest manifest, ReportTexts texts)
    {
        var facts = new List<(string, string)>
        {
            (texts["made.program"], $"Hanbeam {manifest.Hanbeam}, {manifest.Runtime}"),
            (texts["made.machineFile"], Hashed(manifest.Machine, texts)),
        };
        if (manifest.Recipe is { } recipe) facts.Add((texts["made.recipe"], Hashed(recipe, texts)));
        if (manifest.Plan is { } plan) facts.Add((texts["made.plan"], Hashed(plan, texts)));
        foreach (var (path, hash) in manifest.Data.Where(entry => IsOfModel(entry.Key, manifest.RbeModel)))
            facts.Add((texts["made.biology"], texts.Format("made.hash", path, hash)));
        if (manifest.Seed is { } seed) facts.Add((texts["made.seed"], seed.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        yield return new TogetherBlock([new HeadingBlock(texts["made.heading"]), new FactsBlock(facts, Columns: 1)]);
    }

    // data/biology/mmkm-qst.json belongs to mmkm-qst.
    private static bool IsOfModel(string path, string model) =>
        path.StartsWith("biology/", StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(path) == model.Split(':')[0];

    private static string Hashed(HashedFile file, ReportTexts texts) => texts.Format("made.hash", file.Path, file.Sha256);
}
