using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>What stands in every beam of a machine, as plates: the same for beam models and for plans. Ions of the beam are not scattered in them: the machine's spot table in air holds that.</summary>
internal static class NozzleLine
{
    // A plate of air of a metre is followed as so many thin ones of its mass: fragments are made all along it, and are few.
    private const int PlatesOfAir = 4;
    private const double ThinMm = 5;
    private const double LongMm = 50;

    // Where ratios of stopping powers are taken: the middle of therapy; they move by less than 0.3 % over all of it.
    private const double ReferenceMeVPerU = 200;

    /// <summary>Mass stopping power of a material over that of water, as the transport has it near 200 MeV/u of carbon.</summary>
    /// <param name="material">The material.</param>
    public static double StoppingRatio(Material material) =>
        ElectronicStopping.MassStoppingPower(Ion.Carbon12, ReferenceMeVPerU, material) / ElectronicStopping.MassStoppingPower(Ion.Carbon12, ReferenceMeVPerU, Material.Water);

    /// <summary>The plates from the source on, none over another, each with its mass.</summary>
    /// <param name="machine">Its nozzle and ripple filter; without a nozzle there is the filter alone.</param>
    /// <param name="nozzle">The nozzle, the machine's own or one made up for it.</param>
    /// <param name="drawRipple">Whether each ion meets its own thickness of the ripple filter, or all the mean one.</param>
    /// <param name="lowestZgMm">Nothing stands below this height over the isocentre: what would is put just above it.</param>
    public static List<UpstreamSlab> Slabs(Machine machine, MachineNozzle nozzle, bool drawRipple, double lowestZgMm)
    {
        List<NozzleSlab> plates = nozzle.Slabs.Count > 0 ? [.. nozzle.Slabs] : [new NozzleSlab("water", nozzle.WaterEquivalentMm, machine.NozzleExitToIsocenterMm + nozzle.WaterEquivalentMm)];
        var slabs = new List<UpstreamSlab>();
        for (var n = 0; n < plates.Count; n++)
        {
            Add(slabs, plates[n], lowestZgMm);

            // Behind the first plate: the filter's place is not described.
            if (n == 0 && machine.RippleFilter is { } ripple) Add(slabs, ripple, plates[0].UpstreamFaceToIsocenterMm - plates[0].ThicknessMm, drawRipple);
        }

        return InOrder(slabs, lowestZgMm);
    }

    private static void Add(List<UpstreamSlab> slabs, RippleFilter ripple, double upstreamZgMm, bool draw)
    {
        var material = MaterialLibrary.Find(ripple.Material);
        var mm = material.DensityGPerCm3 * StoppingRatio(material); // water-equivalent mm of a mm
        slabs.Add(new(material, material.DensityGPerCm3, upstreamZgMm, ripple.MeanWaterEquivalentMm / mm, draw ? ripple.MaximumWaterEquivalentMm / mm : 0, ScattersPrimaries: false));
    }

    private static void Add(List<UpstreamSlab> slabs, NozzleSlab plate, double lowestZgMm)
    {
        if (plate.ThicknessMm <= 0) return;
        var material = MaterialLibrary.Find(plate.Material);
        var count = plate.ThicknessMm > LongMm ? PlatesOfAir : 1;
        var thickness = count > 1 ? ThinMm : plate.ThicknessMm;
        for (var n = 0; n < count; n++)
        {
            var face = count > 1 ? plate.UpstreamFaceToIsocenterMm - plate.ThicknessMm * (n + 0.5) / count + 0.5 * thickness : plate.UpstreamFaceToIsocenterMm;
            slabs.Add(new(material, material.DensityGPerCm3 * plate.ThicknessMm / (count * thickness), Math.Max(face, lowestZgMm + thickness), thickness, 0, ScattersPrimaries: false));
        }
    }

    // From the lowest up: a plate begins where the one below it ends at the earliest.
    private static List<UpstreamSlab> InOrder(List<UpstreamSlab> slabs, double lowestZgMm)
    {
        var free = lowestZgMm;
        for (var n = slabs.Count - 1; n >= 0; n--)
        {
            slabs[n] = slabs[n] with { UpstreamZgMm = Math.Max(slabs[n].UpstreamZgMm, free + slabs[n].ThicknessMm) };
            free = slabs[n].UpstreamZgMm;
        }

        return slabs;
    }
}
