using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;

namespace Hanbeam.Treatment.Evaluation;

/// <summary>How steeply the dose falls off outside a target.</summary>
public static class GradientIndices
{
    private const double Half = 0.5;

    /// <summary>Paddick's gradient index: the volume with half of an isodose over the volume with the isodose [PaddickLippitz2006]; 1 for a step, larger for a slope.</summary>
    /// <param name="dose">The dose.</param>
    /// <param name="isodose">The prescription's isodose, in the unit of the dose, above 0.</param>
    /// <param name="work">Threads and cancellation; all processors where left out.</param>
    /// <returns>The index; not a number where nothing has the isodose.</returns>
    public static double Paddick(DoseVolume dose, double isodose, WorkContext? work = null)
    {
        var volumeCc = IsodoseVolume.Cc(dose, isodose, work);
        return volumeCc > 0 ? IsodoseVolume.Cc(dose, Half * isodose, work) / volumeCc : double.NaN;
    }

    /// <summary>R50: the volume with half of the prescribed dose over the target's volume [RTOG0915].</summary>
    /// <param name="targetVolumeCc">The target's volume, cm³, above 0.</param>
    /// <param name="dose">The dose.</param>
    /// <param name="prescription">The prescribed dose, in the unit of the dose, above 0.</param>
    /// <param name="work">Threads and cancellation; all processors where left out.</param>
    public static double R50(double targetVolumeCc, DoseVolume dose, double prescription, WorkContext? work = null)
    {
        if (!(targetVolumeCc > 0)) throw new ArgumentOutOfRangeException(nameof(targetVolumeCc), targetVolumeCc, "a target's volume must be above 0");
        return IsodoseVolume.Cc(dose, Half * prescription, work) / targetVolumeCc;
    }
}
