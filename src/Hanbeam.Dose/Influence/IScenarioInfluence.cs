using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dose.Influence;

/// <summary>An influence that can be had for any error of delivery, on the same voxels and in the same spot order.</summary>
public interface IScenarioInfluence : IDoseInfluence
{
    /// <summary>The operator with the patient shifted and its stopping power scaled; everything that does not depend on them is shared with this one.</summary>
    /// <param name="scenario">The error; the voxels stay those of the anatomy.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <param name="kind">Stored or recomputed; the latter adds places and depths alone.</param>
    IDoseInfluence ForScenario(ErrorScenario scenario, WorkContext work, InfluenceKind kind = InfluenceKind.Recomputed);
}
