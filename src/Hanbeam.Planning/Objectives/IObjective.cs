namespace Hanbeam.Planning.Objectives;

/// <summary>
/// One term of the function that a plan minimises. A term sees dose and LET in the optimisation's voxels and nothing of spots, beams or models. What it counts below a
/// limit it reads from the least, what it counts above a limit from the greatest of <see cref="VoxelDoses"/>.
/// </summary>
public interface IObjective
{
    /// <summary>What people call it, for example <c>max-dose SpinalCord</c>.</summary>
    string Label { get; }

    /// <summary>Its weight; may be changed between evaluations.</summary>
    double Weight { get; set; }

    /// <summary>Whether it looks at LET.</summary>
    bool NeedsLet => false;

    /// <summary>The term's value, weight included, Gy(RBE)² (of LET: (keV/µm)²); ADDS its derivatives.</summary>
    /// <param name="doses">The voxels' doses.</param>
    /// <param name="gradient">The derivatives by them are added.</param>
    double AddTo(VoxelDoses doses, VoxelDoses gradient);
}
