namespace Hanbeam.Treatment.Machines;

/// <summary>What stands in the beam between the accelerator's vacuum and the isocentre, ripple filter and range shifters apart.</summary>
public sealed record MachineNozzle
{
    /// <summary>Windows, monitors and the air from there to the isocentre, water-equivalent mm at the machine's energies.</summary>
    public required double WaterEquivalentMm { get; init; }

    /// <summary>Sigma of the kinetic energy over its mean in front of the nozzle, for energies that do not state their own.</summary>
    public required double RelativeEnergySpread { get; init; }

    /// <summary>What it is made of in the order of the beam, or empty where only its water-equivalent thickness is known.</summary>
    public IReadOnlyList<NozzleSlab> Slabs { get; init; } = [];
}
