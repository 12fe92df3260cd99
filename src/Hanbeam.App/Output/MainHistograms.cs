using System.Collections.Concurrent;
using Hanbeam.Planning.Objectives;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;

namespace Hanbeam.App.Output;

/// <summary>Histograms of a plan's main dose by structure, each made once: figures, curves and bands are all read from them.</summary>
internal sealed class MainHistograms(PlanningStructures structures, DoseVolume dose, int threads)
{
    private readonly ConcurrentDictionary<string, DoseVolumeHistogram> made = new(StringComparer.Ordinal);

    /// <summary>The histogram of a structure.</summary>
    public DoseVolumeHistogram this[string structure] => made.GetOrAdd(structure, name => DoseVolumeHistogram.Create(structures.Body(name), dose, work: new(threads)));
}
