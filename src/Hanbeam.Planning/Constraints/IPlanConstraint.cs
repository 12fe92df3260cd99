using Hanbeam.Planning.Objectives;

namespace Hanbeam.Planning.Constraints;

/// <summary>
/// A hard limit on a plan: one or many inequalities g ≤ 0, each with the share of the structure's volume that it stands for. Like a term it reads what must not be too low
/// from the least and what must not be too high from the greatest of <see cref="VoxelDoses"/>.
/// </summary>
public interface IPlanConstraint
{
    /// <summary>What people call it, for example <c>max-dose Brainstem</c>.</summary>
    string Label { get; }

    /// <summary>The limit, in <see cref="Unit"/>.</summary>
    double Limit { get; }

    /// <summary>Gy(RBE) or keV/µm.</summary>
    string Unit { get; }

    /// <summary>Whether it looks at LET.</summary>
    bool NeedsLet { get; }

    /// <summary>Share of the structure's volume of each inequality; they add to 1 at most.</summary>
    IReadOnlyList<double> Shares { get; }

    /// <summary>Chooses which inequalities have to hold: all, but for a limit on a part of the volume the part that complies most easily.</summary>
    /// <param name="doses">The voxels' doses.</param>
    /// <param name="holds">Receives whether each has to hold.</param>
    void Choose(VoxelDoses doses, bool[] holds);

    /// <summary>The left sides g of the inequalities, in <see cref="Unit"/>; above 0 they are broken.</summary>
    /// <param name="doses">The voxels' doses.</param>
    /// <param name="residuals">Receives one entry per inequality.</param>
    void Residuals(VoxelDoses doses, double[] residuals);

    /// <summary>ADDS Σ factor × derivative of g to a gradient.</summary>
    /// <param name="doses">The voxels' doses.</param>
    /// <param name="factors">One per inequality; those of 0 cost nothing.</param>
    /// <param name="gradient">Receives it.</param>
    void AddGradient(VoxelDoses doses, double[] factors, VoxelDoses gradient);
}
