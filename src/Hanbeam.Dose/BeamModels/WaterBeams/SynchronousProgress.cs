using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>Hands the share of the work done on, at once.</summary>
internal sealed class SynchronousProgress(Action<double> report) : IProgress<WorkProgress>
{
    public void Report(WorkProgress value) => report(value.Fraction);
}
