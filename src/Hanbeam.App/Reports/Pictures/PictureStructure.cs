using Hanbeam.Treatment.Structures;
using SkiaSharp;

namespace Hanbeam.App.Reports.Pictures;

/// <summary>A structure as it is drawn.</summary>
/// <param name="Structure">The structure.</param>
/// <param name="Color">Its colour.</param>
internal sealed record PictureStructure(Structure Structure, SKColor Color)
{
    // Okabe and Ito's palette, made to be told apart with any kind of colour vision.
    private static readonly SKColor[] Palette =
    [
        new(0xE6, 0x9F, 0x00), new(0x56, 0xB4, 0xE9), new(0x00, 0x9E, 0x73), new(0xF0, 0xE4, 0x42), new(0x00, 0x72, 0xB2), new(0xCC, 0x79, 0xA7), new(0xD5, 0x5E, 0x00),
    ];

    // Lines lighter than this vanish on white paper.
    private const double LightestLuminance = 0.75;

    /// <summary>Gives the structures that have something inside their colours: those of the file, or the same ones for the same case everywhere.</summary>
    public static IReadOnlyList<PictureStructure> Of(IReadOnlyList<Structure> structures) =>
        [.. structures.Where(structure => !structure.IsEmpty).Select((structure, n) =>
            new PictureStructure(structure, structure.Color is { } own ? Darkened(new SKColor(own.Red, own.Green, own.Blue)) : Palette[n % Palette.Length]))];

    private static SKColor Darkened(SKColor color)
    {
        // Weights of the colours in brightness, Rec. ITU-R BT.709.
        var luminance = (0.2126 * color.Red + 0.7152 * color.Green + 0.0722 * color.Blue) / 255;
        var factor = Math.Min(1, LightestLuminance / Math.Max(luminance, 1e-6));
        return new SKColor((byte)(factor * color.Red), (byte)(factor * color.Green), (byte)(factor * color.Blue));
    }
}
