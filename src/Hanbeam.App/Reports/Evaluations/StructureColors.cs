using Hanbeam.App.Reports.Pictures;
using Hanbeam.App.Reports.Plots;
using Hanbeam.Treatment.Imaging;
using SkiaSharp;

namespace Hanbeam.App.Reports.Evaluations;

/// <summary>One colour for each structure of an evaluation: the case's own, else the palette's in the order of the structures.</summary>
internal sealed class StructureColors
{
    private readonly Dictionary<string, SKColor> colors = [];

    public StructureColors(IEnumerable<string> structures, PatientCase? patient)
    {
        foreach (var item in PictureStructure.Of(patient?.Structures ?? [])) colors.TryAdd(item.Structure.Name, item.Color);
        foreach (var name in structures) colors.TryAdd(name, PlotPalette.At(colors.Count));
    }

    /// <summary>The colour of a structure.</summary>
    public SKColor Of(string structure) => colors[structure];
}
