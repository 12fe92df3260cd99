using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Treatment.Evaluation;

/// <summary>
/// The cumulative dose–volume histogram of a structure, exact for the voxels given: sorted, not binned.
/// </summary>
/// <remarks>
/// Voxels are sorted by dose and weighted with their volume inside the structure. A voxel's dose is that of its centre, the middle of
/// its volume, so the volume with at least that dose is what lies above it and half of its own; between voxels the curve is linear.
/// At or below the lowest voxel dose it is the whole volume, above the highest zero. The dose may be any quantity of a grid, LET
/// included, in the unit of the values handed in. See docs/methods/dvh.md.
/// </remarks>
public sealed class DoseVolumeHistogram
{
    // Doses, ascending, and for each the volume (cm³) that receives at least it.
    private readonly float[] doses;
    private readonly double[] volumesCc;

    private DoseVolumeHistogram(string structure, float[] doses, double[] volumesCc, double volumeCc, double mean)
    {
        (Structure, this.doses, this.volumesCc, VolumeCc, Mean) = (structure, doses, volumesCc, volumeCc, mean);
    }

    /// <summary>The structure's name.</summary>
    public string Structure { get; }

    /// <summary>The structure's volume on the dose grid, cm³.</summary>
    public double VolumeCc { get; }

    /// <summary>Mean dose, weighted by volume.</summary>
    public double Mean { get; }

    /// <summary>Lowest dose of any touched voxel.</summary>
    public double Min => doses[0];

    /// <summary>Highest dose of any touched voxel.</summary>
    public double Max => doses[^1];

    /// <summary>Near-minimum dose: what 98 % of the volume receives at least [ICRU83].</summary>
    public double D98 => DoseAtVolumePercent(98);

    /// <summary>What 95 % of the volume receives at least.</summary>
    public double D95 => DoseAtVolumePercent(95);

    /// <summary>Median dose [ICRU83].</summary>
    public double D50 => DoseAtVolumePercent(50);

    /// <summary>Near-maximum dose: what 2 % of the volume receives at least [ICRU83].</summary>
    public double D2 => DoseAtVolumePercent(2);

    /// <summary>Homogeneity index (D2 − D98)/D50, 0 for a uniform dose [ICRU83]; not a number where D50 is 0.</summary>
    public double HomogeneityIndex => D50 == 0 ? double.NaN : (D2 - D98) / D50;

    /// <summary>Makes the histogram.</summary>
    /// <param name="structure">The structure on the dose grid.</param>
    /// <param name="dose">Dose of every voxel of that grid.</param>
    /// <exception cref="InputException">The structure touches no voxel, or a dose in it is not a finite number.</exception>
    public static DoseVolumeHistogram Create(VoxelMembership structure, ReadOnlySpan<float> dose)
    {
        if (dose.Length != structure.Geometry.Count) throw new ArgumentException("one dose per voxel of the structure's grid is needed", nameof(dose));
        var count = structure.Voxels.Length;
        if (count == 0) throw new InputException($"structure '{structure.Name}' has no volume on the dose grid");
        var doses = new float[count];
        var weights = (float[])structure.Fractions.Clone();
        var (sum, volume) = (0.0, 0.0);
        for (var n = 0; n < count; n++)
        {
            doses[n] = dose[structure.Voxels[n]];
            if (!float.IsFinite(doses[n])) throw new InputException($"structure '{structure.Name}': the dose of voxel {structure.Geometry.Voxel(structure.Voxels[n])} is not a finite number");
            sum += (double)weights[n] * doses[n];
            volume += weights[n];
        }

        Array.Sort(doses, weights);
        var voxelCc = structure.Geometry.VoxelVolumeMm3 / 1000;
        var volumesCc = new double[count];
        var above = 0.0;
        for (var n = count - 1; n >= 0; n--)
        {
            volumesCc[n] = (above + 0.5 * weights[n]) * voxelCc;
            above += weights[n];
        }

        return new DoseVolumeHistogram(structure.Name, doses, volumesCc, volume * voxelCc, sum / volume);
    }

    /// <summary>D_x: the dose that a part of the volume receives at least.</summary>
    /// <param name="percent">The part, per cent of the volume, 0 to 100.</param>
    public double DoseAtVolumePercent(double percent) => DoseAtVolumeCc(percent / 100 * VolumeCc);

    /// <summary>D_cc: the dose that a volume receives at least; the lowest dose where the structure is smaller than that.</summary>
    /// <param name="volumeCc">The volume, cm³, not negative.</param>
    public double DoseAtVolumeCc(double volumeCc)
    {
        if (!(volumeCc >= 0)) throw new ArgumentOutOfRangeException(nameof(volumeCc), volumeCc, "a volume cannot be negative");
        if (volumeCc >= volumesCc[0]) return doses[0];
        if (volumeCc <= volumesCc[^1]) return doses[^1];

        // The last voxel with more than this volume: the volumes descend strictly, as no weight is 0.
        var (lower, upper) = (0, volumesCc.Length - 1);
        while (upper - lower > 1)
        {
            var middle = (lower + upper) / 2;
            if (volumesCc[middle] > volumeCc) lower = middle;
            else upper = middle;
        }

        var t = (volumesCc[lower] - volumeCc) / (volumesCc[lower] - volumesCc[upper]);
        return doses[lower] + t * ((double)doses[upper] - doses[lower]);
    }

    /// <summary>V_d: the volume that receives at least a dose, cm³.</summary>
    /// <param name="dose">The dose.</param>
    public double VolumeCcAtDose(double dose)
    {
        if (dose <= doses[0]) return VolumeCc;
        if (!(dose <= doses[^1])) return 0;
        var (lower, upper) = (0, doses.Length - 1);
        while (upper - lower > 1)
        {
            var middle = (lower + upper) / 2;
            if (doses[middle] < dose) lower = middle;
            else upper = middle;
        }

        var t = (dose - doses[lower]) / ((double)doses[upper] - doses[lower]);
        return volumesCc[lower] + t * (volumesCc[upper] - volumesCc[lower]);
    }

    /// <summary>V_d: the part of the volume that receives at least a dose, per cent.</summary>
    /// <param name="dose">The dose.</param>
    public double VolumePercentAtDose(double dose) => 100 * VolumeCcAtDose(dose) / VolumeCc;

    /// <summary>The curve at doses 0, w, 2w, … up to the first beyond the highest dose, where it is 0 %.</summary>
    /// <param name="binWidth">The step w, in the unit of the dose, above 0.</param>
    public DvhCurve Curve(double binWidth)
    {
        if (!(binWidth > 0)) throw new ArgumentOutOfRangeException(nameof(binWidth), binWidth, "a bin width must be above 0");
        var last = (int)Math.Max(0, Math.Floor(Max / binWidth)) + 1;
        var curve = new DvhCurve(VolumeCc, new double[last + 1], new double[last + 1]);
        for (var n = 0; n <= last; n++)
        {
            curve.Dose[n] = n * binWidth;
            curve.VolumePercent[n] = VolumePercentAtDose(curve.Dose[n]);
        }

        return curve;
    }
}
