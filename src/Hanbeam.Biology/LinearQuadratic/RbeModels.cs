using System.Collections.Concurrent;
using System.Globalization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>Finds an RBE model by the name that a recipe or <c>--rbe</c> gives.</summary>
public static class RbeModels
{
    private static readonly ConcurrentDictionary<string, IRbeModel> Made = new(StringComparer.Ordinal);

    /// <summary>Models that are one file each, and families whose sets are named behind a colon.</summary>
    private static readonly string[] Single = ["mmkm-qst", "kanai"];
    private static readonly string[] Families = ["mkm", "smk", "lem1"];

    private static readonly Lazy<IReadOnlyList<string>> Names = new(() => [.. Single, .. Families.SelectMany(RbeSet.NamesOf)]);

    /// <summary>What <c>rbe models</c> lists: name, one line about it, and where it holds.</summary>
    public static IReadOnlyList<(string Name, string Description, string Validity)> Known =>
    [
        ("physical", "physical dose, Gy", RbeValidity.Everywhere.Words),
        ("constant:V", "physical dose times the constant V, as in constant:1.1", RbeValidity.Everywhere.Words),
        .. Names.Value.Select(name => (name, RbeSet.Read(name).Description, RbeSet.Read(name).Validity)),
        ("kernels:CLASS", "alpha and beta over depth of a tissue class, from 1, that the machine file carries (matRad's machines)", "as the maker of the machine file computed them"),
        ("TABLE.csv", "a table of your own by ion and energy, see docs/formats/rbe-table-csv.md", "the ions and energies of the table"),
    ];

    /// <summary>The model of a name. Models are immutable; those that ship are shared.</summary>
    /// <param name="name">For example <c>physical</c>, <c>constant:1.1</c>, <c>mmkm-qst</c>, <c>lem1:chordoma</c>, or the path of a table.</param>
    /// <exception cref="InputException">The name is unknown, or the file is wrong.</exception>
    public static IRbeModel Get(string name) => IsFile(name) ? RbeTableFile.Read(name) : Made.GetOrAdd(name, static known => Make(known, null));

    /// <summary>A model of its own with some parameters replaced.</summary>
    /// <param name="name">As for <see cref="Get"/>.</param>
    /// <param name="settings">Parameters to replace, as <c>rbe table --set</c> names them.</param>
    /// <exception cref="InputException">The name is unknown, or a setting is not one of the model's or out of range.</exception>
    public static IRbeModel With(string name, IReadOnlyDictionary<string, double> settings)
    {
        if (settings.Count > 0 && !Names.Value.Contains(name) && (IsFile(name) || Get(name).Cell is null))
            throw new InputException($"RBE model {name} has no parameters to set");
        return IsFile(name) ? RbeTableFile.Read(name) : Make(name, settings);
    }

    private static bool IsFile(string name) => name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || File.Exists(name);

    private static IRbeModel Make(string name, IReadOnlyDictionary<string, double>? settings)
    {
        if (name == "physical") return new ConstantRbe(name, 1);
        if (name.StartsWith("constant:", StringComparison.Ordinal)) return Constant(name);
        if (name.StartsWith("kernels:", StringComparison.Ordinal)) return Kernels(name);
        if (Names.Value.Contains(name)) return RbeSet.Read(name).Make(name, settings);
        var nearest = NearestName.Of(name, Known.Select(known => known.Name));
        throw new InputException($"unknown RBE model {name}; {(nearest is null ? "" : $"did you mean {nearest}? ")}Known: {KnownNames}");
    }

    private static string KnownNames => string.Join(", ", Known.Select(known => known.Name));

    private static KernelRbe Kernels(string name) =>
        int.TryParse(name["kernels:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var tissue) && tissue is >= 1 and <= 100
            ? new KernelRbe(name, tissue) : throw new InputException($"RBE model {name}: the tissue class must be a whole number from 1, as in kernels:1");

    private static ConstantRbe Constant(string name)
    {
        var text = name["constant:".Length..];
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rbe) || !double.IsFinite(rbe) || rbe <= 0)
            throw new InputException($"RBE model {name}: the constant must be a number above 0, as in constant:1.1");
        return new ConstantRbe(name, rbe);
    }
}
