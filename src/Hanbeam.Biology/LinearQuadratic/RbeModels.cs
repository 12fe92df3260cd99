using System.Collections.Concurrent;
using System.Globalization;
using Hanbeam.Biology.Mkm;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>Finds an RBE model by the name that a recipe or <c>--rbe</c> gives.</summary>
public static class RbeModels
{
    private static readonly ConcurrentDictionary<string, IRbeModel> Made = new(StringComparer.Ordinal);

    /// <summary>What <c>rbe models</c> lists: the name as it is written, and one line about it.</summary>
    public static IReadOnlyList<(string Name, string Description)> Known { get; } =
    [
        ("physical", "physical dose, Gy"),
        ("constant:V", "physical dose times the constant V"),
        ("mmkm-qst", "clinical dose of NIRS/QST by the modified microdosimetric kinetic model, HSG cells (scanned carbon beams)"),
    ];

    /// <summary>Names of the command line's contract that this version refuses.</summary>
    private static readonly string[] ToCome = ["mkm:SET", "smk:SET", "kanai", "lem1:SET", "kernels:CLASS"];

    /// <summary>The model of a name. Models are immutable and shared.</summary>
    /// <param name="name">For example <c>physical</c>, <c>constant:1.1</c> or <c>mmkm-qst</c>.</param>
    /// <exception cref="InputException">The name is unknown, or this version has no such model.</exception>
    public static IRbeModel Get(string name) => Made.GetOrAdd(name, Make);

    private static IRbeModel Make(string name)
    {
        if (name == "physical") return new ConstantRbe(name, 1);
        if (name == "mmkm-qst") return QstClinicalDose.Read();
        if (name.StartsWith("constant:", StringComparison.Ordinal)) return Constant(name);
        if (ToCome.Any(known => IsOf(name, known)))
            throw new InputException($"RBE model {name}: this version cannot do it yet; it has {KnownNames}");
        if (File.Exists(name)) throw new InputException($"RBE model {name}: this version cannot read RBE tables from files yet; it has {KnownNames}");
        var nearest = NearestName.Of(name, Known.Select(known => known.Name).Concat(ToCome));
        throw new InputException($"unknown RBE model {name}; {(nearest is null ? "" : $"did you mean {nearest}? ")}Known: {KnownNames}; to come: {string.Join(", ", ToCome)}");
    }

    /// <summary>Whether a name is one of the kind <c>kanai</c> or <c>mkm:SET</c>.</summary>
    private static bool IsOf(string name, string kind)
    {
        var colon = kind.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? name == kind : name.StartsWith(kind[..(colon + 1)], StringComparison.Ordinal);
    }

    private static string KnownNames => string.Join(", ", Known.Select(known => known.Name));

    private static ConstantRbe Constant(string name)
    {
        var text = name["constant:".Length..];
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rbe) || !double.IsFinite(rbe) || rbe <= 0)
            throw new InputException($"RBE model {name}: the constant must be a number above 0, as in constant:1.1");
        return new ConstantRbe(name, rbe);
    }
}
