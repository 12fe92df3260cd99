using System.Globalization;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Treatment.Imaging;

/// <summary>
/// The water box <c>water:X,Y,Z@S</c>: X×Y×Z mm in cubic voxels of S mm, x and z centred on 0, the upper (anterior) face at y = 0, so
/// that a beam at gantry 0 enters there. Its only structure is BODY, the whole box.
/// </summary>
public static class WaterCase
{
    private const string Scheme = "water:";

    // 1 GiB of float voxels: a metre cube in voxels of 1.6 mm, more than any phantom needs.
    private const double MostVoxels = 1 << 28;

    // An extent within this part of a voxel of a whole number of voxels is one: decimal numbers such as 0.1 are not exact.
    private const double WholeVoxelTolerance = 1e-6;

    /// <summary>Whether a case is named as a water box.</summary>
    /// <param name="source">The case as the user named it.</param>
    public static bool IsWater(string source) => source.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Makes the water box.</summary>
    /// <param name="source"><c>water:X,Y,Z@S</c>, mm. Where an extent is no whole number of voxels it grows to the next one, with a warning.</param>
    /// <exception cref="InputException">The text is not of that form or a size is out of range.</exception>
    public static PatientCase Parse(string source)
    {
        var sizes = Sizes(source);
        var spacingMm = sizes[3];
        var counts = new double[3];
        for (var a = 0; a < 3; a++) counts[a] = Math.Ceiling(sizes[a] / spacingMm - WholeVoxelTolerance);
        if (counts[0] * counts[1] * counts[2] > MostVoxels)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"'{source}' has {counts[0] * counts[1] * counts[2]} voxels, allowed are up to {MostVoxels}"));
        var (nx, ny, nz) = ((int)counts[0], (int)counts[1], (int)counts[2]);
        var origin = new Vector3d(-0.5 * (nx - 1) * spacingMm, 0.5 * spacingMm, -0.5 * (nz - 1) * spacingMm);
        var geometry = new GridGeometry(origin, new Vector3d(spacingMm, spacingMm, spacingMm), nx, ny, nz);
        var everywhere = new Grid<float>(geometry);
        Array.Fill(everywhere.Values, 1f);
        return new PatientCase
        {
            Source = source,
            Kind = CaseKind.Water,
            Ct = new CtImage(new Grid<float>(geometry), PatientPosition.HFS),
            Structures = [new Structure { Name = "BODY", Type = "EXTERNAL", Number = 1, Mask = everywhere }],
            Identity = MadeUpIdentity.Create("Water box", source, nz),
            Warnings = Warnings(source, sizes, counts),
        };
    }

    private static double[] Sizes(string source)
    {
        var parts = IsWater(source) ? source[Scheme.Length..].Split('@') : [];
        var texts = parts.Length == 2 ? [.. parts[0].Split(','), parts[1]] : Array.Empty<string>();
        var sizes = new double[4];
        var good = texts.Length == 4;
        for (var n = 0; good && n < 4; n++)
            good = double.TryParse(texts[n], NumberStyles.Float, CultureInfo.InvariantCulture, out sizes[n]) && double.IsFinite(sizes[n]) && sizes[n] > 0;
        return good
            ? sizes
            : throw new InputException($"'{source}' is no water box: it must be water:X,Y,Z@S with four lengths in mm above 0, for example water:200,300,200@2");
    }

    private static List<string> Warnings(string source, double[] sizes, double[] counts)
    {
        if (Enumerable.Range(0, 3).All(a => counts[a] * sizes[3] <= sizes[a] * (1 + WholeVoxelTolerance))) return [];
        return [string.Create(CultureInfo.InvariantCulture, $"'{source}' is no whole number of voxels and was made {counts[0] * sizes[3]} x {counts[1] * sizes[3]} x {counts[2] * sizes[3]} mm.")];
    }
}
