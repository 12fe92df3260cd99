using Hanbeam.Dose.PencilBeam;

namespace Hanbeam.Dose.Influence;

/// <summary>What a brick leaves out.</summary>
/// <param name="Kind">How its Gaussians end.</param>
/// <param name="Sigmas">Half width of the windows, in sigmas of the brick's widest voxel.</param>
/// <param name="NegligibleShare">A component that carries less than this share of the layer's peak is left out.</param>
/// <param name="Compensation">What the cut leaves out is given back by this factor.</param>
internal sealed record BrickCut(BrickCutKind Kind, float Sigmas, float NegligibleShare, float Compensation)
{
    /// <summary>
    /// For optimisation. Outside lies 1 − erf(3.2/√2) = 0.14 % of a voxel's profile along an axis where the brick is a point, half of that or less where it has an extent, and nothing where the
    /// spots end before the window. 60 layers that are left out together stay below 3 % of one spot's peak, where the entrance plateau of one layer alone is 25 %.
    /// </summary>
    public static readonly BrickCut Optimisation = new(BrickCutKind.Window, 3.2f, 5e-4f, 1);

    /// <summary>For the final dose.</summary>
    public static readonly BrickCut Final = new(BrickCutKind.Square, GaussianCutoff.Sigmas, GaussianCutoff.NegligibleShare, GaussianCutoff.Compensation);

    /// <summary>For the final dose where the machine asks for a round cut.</summary>
    public static readonly BrickCut FinalRound = new(BrickCutKind.Round, GaussianCutoff.LargestRoundRadius, GaussianCutoff.NegligibleShare, 1 / GaussianCutoff.RoundShare);

    /// <summary>Square of <see cref="Sigmas"/>.</summary>
    public float RadiusSquared { get; } = Sigmas * Sigmas;
}
