using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Evaluation;

/// <summary>
/// Which structures a dose of an RBE model is shown for, where some structures have tissue parameters of their own: such a structure is left out of the
/// models of the same family (<c>lem1</c>, <c>mkm</c> …) and shown in its own, so that no family has two figures for it.
/// </summary>
internal sealed class TissueModels
{
    private readonly IReadOnlyDictionary<string, string> ofStructures;
    private readonly HashSet<string> ofAll;

    /// <summary>For an evaluation.</summary>
    /// <param name="ofStructures">Models by structure.</param>
    /// <param name="ofAll">Names of the models that are shown for all structures.</param>
    public TissueModels(IReadOnlyDictionary<string, string> ofStructures, IEnumerable<string> ofAll) => (this.ofStructures, this.ofAll) = (ofStructures, [.. ofAll]);

    /// <summary>Whether a structure is shown in the dose of a model.</summary>
    public bool Shows(string structure, string model)
    {
        if (!ofStructures.TryGetValue(structure, out var own)) return ofAll.Contains(model);
        return own == model || (ofAll.Contains(model) && Family(model) != Family(own));
    }

    /// <summary>Whether a model is not shown for all structures.</summary>
    public bool IsPartial(string model) => !ofAll.Contains(model) || ofStructures.Keys.Any(structure => !Shows(structure, model));

    /// <summary>The models of structures; each is an RBE model of a name that is known.</summary>
    /// <exception cref="InputException">One is unknown, or no RBE model.</exception>
    public static IReadOnlyList<IRbeModel> Read(IReadOnlyDictionary<string, string> ofStructures)
    {
        var models = new Dictionary<string, IRbeModel>();
        foreach (var (structure, name) in ofStructures)
        {
            if (name == PlanFolderDoses.Physical) throw new InputException($"--tissue {structure}: the physical dose has no tissue parameters; name an RBE model, as in {structure}=lem1:v79.");
            try
            {
                models[name] = RbeModels.Get(name);
            }
            catch (InputException exception)
            {
                throw new InputException($"--tissue {structure}: {exception.Message}", exception);
            }
        }

        return [.. models.Values];
    }

    /// <summary>Refuses structures that a case does not have.</summary>
    public static void Check(IReadOnlyDictionary<string, string> ofStructures, IReadOnlyCollection<string> there, string source)
    {
        if (ofStructures.Keys.FirstOrDefault(name => !there.Contains(name)) is { } absent)
            throw new InputException($"--tissue: {source} has no structure {absent}; {NearestName.Suggestion(absent, [.. there])}.");
    }

    // A table of one's own is a family of its own.
    private static string Family(string model) => model.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? model : model.Split(':')[0];
}
