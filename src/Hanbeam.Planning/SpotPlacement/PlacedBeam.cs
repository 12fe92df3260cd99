using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.SpotPlacement;

/// <summary>A beam with its spots in place, still without ions, and what of the targets it reaches.</summary>
public sealed record PlacedBeam
{
    /// <summary>The beam; all particles are 0.</summary>
    public required PlanBeam Beam { get; init; }

    /// <summary>Whether it reaches each voxel of the view it was placed on.</summary>
    public required VoxelReach[] Reach { get; init; }

    /// <summary>Per cent of the targets' volume that it reaches.</summary>
    public required double ReachedPercent { get; init; }

    /// <summary>Water-equivalent depths of the targets' tissue in the scan field, from the shallowest to the deepest, mm.</summary>
    public required (double From, double To) WantedDepthMm { get; init; }

    /// <summary>Depths at which the machine can stop the beam behind the chosen range shifter, mm; from may be below 0.</summary>
    public required (double From, double To) AvailableDepthMm { get; init; }

    /// <summary>Depth in the patient at which each layer stops, mm, in the order of the layers.</summary>
    public required double[] LayerDepthMm { get; init; }

    /// <summary>Spots wanted but outside the scan field, left out.</summary>
    public required int SpotsOutsideField { get; init; }
}
