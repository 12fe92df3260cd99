using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Nuclear;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// The physics that runs look up, for one geometry, the sources that may be used with it and the quantities that are scored. Making it takes about a second, so runs
/// of the same beams share one. Immutable.
/// </summary>
public sealed class TransportTables
{
    // The index of a material is a byte of a voxel's word.
    private const int MostMaterials = (int)TransportGrid.MaterialMask + 1;

    private readonly TransportGeometry geometry;
    private readonly IReadOnlyList<IonQuantity> quantities;
    private readonly ReactionModel reactions;
    private readonly Dictionary<BeamSource, int> firstMaterial = new(ReferenceEqualityComparer.Instance);

    /// <summary>Makes the tables.</summary>
    /// <param name="geometry">Matter.</param>
    /// <param name="sources">The beams.</param>
    /// <param name="quantities">Those of the <see cref="ScoringRequest"/> of the runs.</param>
    /// <param name="reactions">The numbers of the reaction model.</param>
    /// <param name="work">Threads and cancellation.</param>
    /// <exception cref="InputException">The sources have too many plates.</exception>
    public TransportTables(TransportGeometry geometry, IReadOnlyList<BeamSource> sources, IReadOnlyList<IonQuantity> quantities, ReactionModel reactions, WorkContext work)
    {
        (this.geometry, this.quantities, this.reactions) = (geometry, quantities, reactions);
        var materials = geometry.Materials.ToList();
        foreach (var source in sources)
        {
            firstMaterial[source] = materials.Count;
            materials.AddRange(source.Slabs.Select(slab => slab.Material));
        }

        if (materials.Count > MostMaterials)
            throw new InputException($"the beams pass {materials.Count - geometry.Materials.Count} plates, but at most {MostMaterials - geometry.Materials.Count} beside the patient's materials are possible in a Monte Carlo run");
        Physics = new TransportPhysics(sources.MaxBy(source => source.Ion.Z)!.Ion, materials, quantities, reactions, work);
    }

    /// <summary>The tables.</summary>
    internal TransportPhysics Physics { get; }

    /// <summary>Index of the material of a source's first plate.</summary>
    internal int FirstMaterial(BeamSource source) => firstMaterial[source];

    /// <summary>Refuses a run that the tables were not made for.</summary>
    internal void RequireFor(TransportGeometry geometry, IReadOnlyList<BeamSource> sources, ScoringRequest request, MonteCarloSettings settings)
    {
        if (!ReferenceEquals(geometry, this.geometry) || !ReferenceEquals(request.Quantities, quantities) || settings.Reactions != reactions || !sources.All(firstMaterial.ContainsKey))
            throw new ArgumentException("the tables were made for another geometry, other sources, quantities or reactions", nameof(request));
    }
}
