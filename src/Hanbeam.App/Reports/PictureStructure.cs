using Hanbeam.Treatment.Structures;
using SkiaSharp;

namespace Hanbeam.App.Reports;

/// <summary>A structure as it is drawn.</summary>
/// <param name="Structure">The structure.</param>
/// <param name="Color">Its colour.</param>
internal sealed record PictureStructure(Structure Structure, SKColor Color)
{
    // Okabe and Ito's palette, made to be told apart with any kind of colour vision.
    private static readonly SKColor[] Palette =
    [
        new(0xE6, 0x9F, 0x00), new(0x56, 0xB4, 0xE9), new(0x00, 0x9E, 0x73), new(0xF0, 0xE4, 0x42), new(0x00, 0x72, 0xB2), new(0xCC, 0x79, 0xA7),
    ];

    private static readonly SKColor TargetColor = new(0xD5, 0x5E, 0x00);
    private static readonly SKColor ExternalColor = new(0x99, 0x99, 0x99);

    /// <summary>Gives the structures that have something inside their colours: the same case gets the same colours everywhere.</summary>
    public static IReadOnlyList<PictureStructure> Of(IReadOnlyList<Structure> structures, IReadOnlyCollection<string> targets)
    {
        var others = 0;
        return [.. structures.Where(structure => !structure.IsEmpty).Select(structure => new PictureStructure(structure,
            structure.IsExternal ? ExternalColor : targets.Contains(structure.Name) ? TargetColor : Palette[others++ % Palette.Length]))];
    }
}
