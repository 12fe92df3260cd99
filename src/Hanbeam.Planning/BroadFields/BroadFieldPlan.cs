using Hanbeam.Dose.Influence;

namespace Hanbeam.Planning.BroadFields;

/// <summary>A field (or two) optimised to a flat RBE-weighted dose, ONE fraction, on points along its axis.</summary>
public sealed record BroadFieldPlan
{
    /// <summary>The setting.</summary>
    public required BroadField Field { get; init; }

    /// <summary>Depth of each point below the first field's surface, mm.</summary>
    public required double[] DepthMm { get; init; }

    /// <summary>Positions of the points within the target, ascending.</summary>
    public required int[] Target { get; init; }

    /// <summary>Fluence of each layer of each field, 10⁶ ions per mm².</summary>
    public required IReadOnlyList<double[]> LayerFluence { get; init; }

    /// <summary>Dose and effect in the model that the plan was made with.</summary>
    public required VoxelQuantities Quantities { get; init; }

    /// <summary>RBE-weighted dose in that model at each point, Gy(RBE).</summary>
    public required double[] GyRbe { get; init; }
}
