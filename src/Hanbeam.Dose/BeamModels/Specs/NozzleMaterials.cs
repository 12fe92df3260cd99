using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels.Specs;

/// <summary>What the materials of nozzles are worth in water.</summary>
public static class NozzleMaterials
{
    /// <summary>Water-equivalent thickness of a slab, mm, at an energy: thickness times the ratio of stopping powers.</summary>
    /// <param name="slab">The slab.</param>
    /// <param name="ion">The ion.</param>
    /// <param name="energyMeVPerU">Energy, MeV/u.</param>
    public static double WaterEquivalentMm(NozzleSlab slab, Ion ion, double energyMeVPerU)
    {
        var material = MaterialLibrary.Find(slab.Material);
        return slab.ThicknessMm * material.DensityGPerCm3 * ElectronicStopping.MassStoppingPower(ion, energyMeVPerU, material)
            / (Material.Water.DensityGPerCm3 * ElectronicStopping.MassStoppingPower(ion, energyMeVPerU, Material.Water));
    }
}
