using Hanbeam.App.Output;
using Hanbeam.App.Reports.Pictures;
using SkiaSharp;

namespace Hanbeam.App.Reports.Plans;

/// <summary>A dose with what its report's sections share: the dose that counts as 100 per cent and the structures' colours.</summary>
internal sealed class ReportedDose
{
    private static readonly SKColor MadeStructureColor = new(0x44, 0x44, 0x44);
    private readonly Dictionary<string, SKColor> colors;

    public ReportedDose(DoseResults results)
    {
        Results = results;
        Drawn = PictureStructure.Of(results.Patient.Structures);
        colors = Drawn.ToDictionary(item => item.Structure.Name, item => item.Color);
        Reference = results.Plan.Prescription is { } prescription && prescription.RbeModel == results.RbeModel
            ? prescription.Targets[0].DoseGyRbe
            : Math.Max(results.MainDose.Values.Max(), 1e-6f);
    }

    /// <summary>The dose.</summary>
    public DoseResults Results { get; }

    /// <summary>The first target's prescription, or the highest dose where there is none on this dose's scale.</summary>
    public double Reference { get; }

    /// <summary>The structures that pictures outline.</summary>
    public IReadOnlyList<PictureStructure> Drawn { get; }

    /// <summary>Names of the prescription's targets.</summary>
    public IReadOnlySet<string> Targets => Results.Plan.Prescription?.Targets.Select(target => target.Structure).ToHashSet() ?? [];

    /// <summary>Draws the dose that goals and histograms are about.</summary>
    public DosePicture Picture => new(Results.Patient.Ct.Hounsfield, Results.MainDose, IsodoseScale.Of(Reference), Drawn);

    /// <summary>A structure's colour; those made by a recipe have none of their own.</summary>
    public SKColor ColorOf(string structure) => colors.GetValueOrDefault(structure, MadeStructureColor);
}
