using Hanbeam.Numerics.Work;

namespace Hanbeam.Planning.Workflow;

/// <summary>Turns the progress of a part into that of the whole that it belongs to.</summary>
internal sealed class PartOfStage(IProgress<WorkProgress>? whole, string stage, Func<double, double> fraction, Func<double, string> detail) : IProgress<WorkProgress>
{
    /// <inheritdoc/>
    public void Report(WorkProgress value) => whole?.Report(new WorkProgress(stage, fraction(value.Fraction), detail(value.Fraction)));
}
