namespace Hanbeam.App.Reports.Pictures;

/// <summary>Planes of a dose beside each other.</summary>
/// <param name="Picture">Draws a plane.</param>
/// <param name="Planes">The planes.</param>
/// <param name="Reference">What 100 per cent of the isodoses is, with its unit.</param>
internal sealed record DoseView(DosePicture Picture, IReadOnlyList<PlaneGeometry> Planes, string Reference);
