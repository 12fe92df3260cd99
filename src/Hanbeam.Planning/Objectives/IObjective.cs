namespace Hanbeam.Planning.Objectives;

/// <summary>
/// One term of the function that a plan minimises. A term sees the total RBE-weighted dose over all fractions in the optimisation's voxels and nothing
/// of spots, beams or models.
/// </summary>
public interface IObjective
{
    /// <summary>What people call it, for example <c>max-dose SpinalCord</c>.</summary>
    string Label { get; }

    /// <summary>The term's value, weight included, Gy(RBE)²; ADDS its derivatives.</summary>
    /// <param name="totalGyRbe">Total RBE-weighted dose of each voxel, Gy(RBE).</param>
    /// <param name="gradient">One entry per voxel: the derivative by its dose is added, Gy(RBE).</param>
    double AddTo(ReadOnlySpan<double> totalGyRbe, Span<double> gradient);
}
