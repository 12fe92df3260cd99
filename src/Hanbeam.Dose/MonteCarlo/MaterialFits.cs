using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// What makes a material differ from water, as three numbers. The mass stopping power relative to water is a + b/L, L the leading stopping number of water:
/// exact for Bethe's formula without shell terms, a and b fitted to the full one from 30 to 450 MeV/u (within 0.03 % for carbon, and 0.12 % at 20 MeV/u; twice that for other ions, whose fit is carbon's: MaterialFitsTests).
/// </summary>
internal static class MaterialFits
{
    // Where the ratio of scattering powers is taken, MeV/u: it enters by a logarithm only and moves by less than 1 % from 20 to 430 MeV/u.
    private const double ScatteringE = 100;

    /// <summary>a, b and the scattering power per mass relative to water of each material.</summary>
    public static (float[] Electrons, float[] Slope, float[] Scattering) Of(Ion ion, IReadOnlyList<Material> materials)
    {
        var (a, b, f) = (new float[materials.Count], new float[materials.Count], new float[materials.Count]);
        for (var m = 0; m < materials.Count; m++)
        {
            (a[m], b[m]) = Stopping(ion, materials[m]);
            f[m] = (float)(TransportModels.Scattering(ion, ScatteringE, materials[m]).SoftVariance / TransportModels.Scattering(ion, ScatteringE, Material.Water).SoftVariance);
        }

        return (a, b, f);
    }

    private static (float A, float B) Stopping(Ion ion, Material material)
    {
        const int Points = 40;
        double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
        for (var i = 0; i < Points; i++)
        {
            var energy = 30 * Math.Pow(15, i / (Points - 1.0));
            var x = 1 / TransportModels.WaterStoppingNumber(energy);
            var y = ElectronicStopping.MassStoppingPower(ion, energy, material) / ElectronicStopping.MassStoppingPower(ion, energy, Material.Water);
            n++;
            sx += x;
            sy += y;
            sxx += x * x;
            sxy += x * y;
        }

        var slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
        return ((float)((sy - slope * sx) / n), (float)slope);
    }
}
