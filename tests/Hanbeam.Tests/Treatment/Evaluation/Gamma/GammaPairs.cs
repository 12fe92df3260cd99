using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Doses;

namespace Hanbeam.Tests.Treatment.Evaluation.Gamma;

/// <summary>Doses to compare, made from a formula or from a counter.</summary>
internal static class GammaPairs
{
    /// <summary>Cubic voxels from an origin.</summary>
    internal static GridGeometry Cube(double originMm, double spacingMm, int nx, int ny, int nz) =>
        new(new Vector3d(originMm, originMm, originMm), new Vector3d(spacingMm, spacingMm, spacingMm), nx, ny, nz);

    /// <summary>A dose of a formula of place.</summary>
    internal static DoseVolume Of(GridGeometry geometry, Func<Vector3d, double> gy)
    {
        var values = new float[geometry.Count];
        for (var n = 0; n < values.Length; n++) values[n] = (float)gy(geometry.Center(n));
        return Physical(new Grid<float>(geometry, values));
    }

    /// <summary>A smooth lump of 60 Gy and noise on it that is the same for the same seed.</summary>
    internal static DoseVolume Noisy(GridGeometry geometry, uint seed, double noiseGy)
    {
        var middle = 0.5 * (geometry.LowerCorner + geometry.UpperCorner);
        var index = 0u;
        return Of(geometry, at => 60 * Math.Exp(-0.02 * (at - middle).Dot(at - middle)) + noiseGy * (2 * Uniform(seed, index++) - 1));
    }

    internal static DoseVolume Physical(Grid<float> values, string source = "dose") => new() { Values = values, Quantity = DoseQuantity.PhysicalDose, Source = source };

    // Steele and others' mixing of 64 bits: well-spread numbers from a counter.
    private static double Uniform(uint seed, uint index)
    {
        var z = ((ulong)seed << 32 | index) * 0x9E3779B97F4A7C15UL + 0x9E3779B97F4A7C15UL;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ z >> 27) * 0x94D049BB133111EBUL;
        return ((z ^ z >> 31) >> 11) * (1.0 / (1UL << 53));
    }
}
