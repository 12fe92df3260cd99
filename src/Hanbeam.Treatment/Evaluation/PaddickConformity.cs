using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;

namespace Hanbeam.Treatment.Evaluation;

/// <summary>How well an isodose fits a target.</summary>
public static class PaddickConformity
{
    /// <summary>
    /// Paddick's conformity index TV_PIV²/(TV·PIV) [Paddick2000]: TV the target's volume, PIV the volume with at least the dose, TV_PIV
    /// what they share; 1 where they coincide, 0 where they do not meet.
    /// </summary>
    /// <param name="target">The target's histogram of the dose.</param>
    /// <param name="dose">The dose.</param>
    /// <param name="isodose">The isodose, in the unit of the dose, above 0.</param>
    /// <param name="work">Threads and cancellation; all processors where left out.</param>
    public static double Index(DoseVolumeHistogram target, DoseVolume dose, double isodose, WorkContext? work = null)
    {
        if (target.Unit != dose.Unit || target.Extent != dose.Extent || target.RbeModel != dose.RbeModel)
            throw new ArgumentException("the target's histogram is not one of this dose", nameof(target));
        var shared = target.VolumeCcAtDose(isodose);
        return shared == 0 ? 0 : shared * shared / (target.VolumeCc * IsodoseVolume.Cc(dose, isodose, work));
    }
}
