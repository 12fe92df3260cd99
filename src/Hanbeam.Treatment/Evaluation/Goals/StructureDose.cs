using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>A structure in a dose: all that a metric can ask about.</summary>
public sealed class StructureDose
{
    private readonly Lazy<DoseVolumeHistogram> histogram;
    private readonly Lazy<int?> notFinite;

    /// <summary>Puts the two together; the histogram is made when it is first asked for.</summary>
    /// <param name="structure">The structure on the dose's grid.</param>
    /// <param name="dose">The dose.</param>
    /// <param name="prescribedDose">The dose prescribed to the structure, or for an organ at risk to the first target; in the dose's unit and extent; null where there is none.</param>
    public StructureDose(VoxelMembership structure, DoseVolume dose, double? prescribedDose = null)
    {
        if (structure.Geometry != dose.Values.Geometry) throw new ArgumentException("the structure lies on another grid than the dose", nameof(structure));
        (Structure, Dose, PrescribedDose) = (structure, dose, prescribedDose);
        histogram = new Lazy<DoseVolumeHistogram>(() => DoseVolumeHistogram.Create(structure, dose));
        notFinite = new Lazy<int?>(FindNotFinite);
    }

    /// <summary>The structure on the dose's grid.</summary>
    public VoxelMembership Structure { get; }

    /// <summary>The dose.</summary>
    public DoseVolume Dose { get; }

    /// <summary>The dose prescribed, in the dose's unit and extent, or null.</summary>
    public double? PrescribedDose { get; }

    /// <summary>Whether the structure touches no voxel of the dose's grid.</summary>
    public bool IsEmpty => Structure.Voxels.Length == 0;

    /// <summary>A voxel of the structure whose dose is not a finite number, or null where there is none.</summary>
    public int? NotFiniteVoxel => notFinite.Value;

    /// <summary>The dose–volume histogram.</summary>
    /// <exception cref="Numerics.Work.InputException">The structure is empty, or a dose in it is not a finite number.</exception>
    public DoseVolumeHistogram Histogram => histogram.Value;

    private int? FindNotFinite()
    {
        foreach (var voxel in Structure.Voxels)
            if (!float.IsFinite(Dose.Values.Values[voxel])) return voxel;
        return null;
    }
}
