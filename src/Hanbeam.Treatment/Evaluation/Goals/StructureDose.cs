using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>A structure in a dose: all that a metric can ask about. The histogram is made when it is first asked for.</summary>
public sealed class StructureDose
{
    private readonly Lazy<(DoseVolumeHistogram? Histogram, string? Problem)> made;

    /// <summary>Puts a structure as it is drawn into a dose.</summary>
    /// <param name="structure">Contours or mask; may be empty.</param>
    /// <param name="dose">The dose, on any grid.</param>
    /// <param name="prescribedDose">The dose prescribed to the structure, or for an organ at risk to the first target; in the dose's unit and extent; null where there is none.</param>
    /// <param name="work">Threads and cancellation; all processors where left out.</param>
    public StructureDose(Structure structure, DoseVolume dose, double? prescribedDose = null, WorkContext? work = null)
        : this(structure.Name, dose, () => DoseVolumeHistogram.Create(structure, dose, work), prescribedDose)
    {
    }

    /// <summary>Puts a structure into a dose whose histogram is made in a way of its own, such as an LET–volume histogram above a least dose.</summary>
    /// <param name="name">The structure's name.</param>
    /// <param name="dose">The dose.</param>
    /// <param name="histogram">Makes the structure's histogram of the dose; may throw an <see cref="InputException"/>.</param>
    /// <param name="prescribedDose">As for a drawn structure.</param>
    public StructureDose(string name, DoseVolume dose, Func<DoseVolumeHistogram> histogram, double? prescribedDose = null)
    {
        (Name, Dose, PrescribedDose) = (name, dose, prescribedDose);
        made = new Lazy<(DoseVolumeHistogram? Histogram, string? Problem)>(() =>
        {
            try
            {
                return (histogram(), null);
            }
            catch (InputException exception)
            {
                return (null, exception.Message);
            }
        });
    }

    /// <summary>The structure's name.</summary>
    public string Name { get; }

    /// <summary>The dose.</summary>
    public DoseVolume Dose { get; }

    /// <summary>The dose prescribed, in the dose's unit and extent, or null.</summary>
    public double? PrescribedDose { get; }

    /// <summary>Why there is no histogram, as a sentence: the structure is empty or outside the dose grid, the dose is not a number; null where there is one.</summary>
    public string? Problem => made.Value.Problem;

    /// <summary>The dose–volume histogram.</summary>
    /// <exception cref="InputException">There is none: see <see cref="Problem"/>.</exception>
    public DoseVolumeHistogram Histogram => made.Value.Histogram ?? throw new InputException(Problem!);
}
