namespace Hanbeam.Planning.Checks;

/// <summary>How the voxels of one class do.</summary>
/// <param name="Class">The class.</param>
/// <param name="EvaluatedVoxels">Voxels of this place that were evaluated; for <see cref="FailureClass.Statistics"/> the failing ones.</param>
/// <param name="FailingVoxels">Those that fail; the ones that noise explains are counted there and not at their place.</param>
/// <param name="MeanDifferencePercent">Mean difference of the failing ones, per cent of the reference dose; not a number without any.</param>
/// <param name="MeanDifferenceOfAllPercent">Mean difference of all evaluated ones; not a number without any.</param>
public sealed record ClassCount(FailureClass Class, int EvaluatedVoxels, int FailingVoxels, double MeanDifferencePercent, double MeanDifferenceOfAllPercent)
{
    /// <summary>Part of the evaluated voxels that fail, per cent; not a number without any.</summary>
    public double FailPercent => EvaluatedVoxels > 0 ? 100.0 * FailingVoxels / EvaluatedVoxels : double.NaN;
}
