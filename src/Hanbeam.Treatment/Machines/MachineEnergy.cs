namespace Hanbeam.Treatment.Machines;

/// <summary>One energy of a machine and its spot in air.</summary>
public sealed record MachineEnergy
{
    /// <summary>Nominal kinetic energy per nucleon, MeV/u.</summary>
    public required double EnergyMeVPerU { get; init; }

    /// <summary>Water-equivalent depth behind the nozzle where the depth dose has fallen to 80 % of its peak, mm.</summary>
    public required double RangeMm { get; init; }

    /// <summary>Positions along the beam, Zg in mm (positive upstream of the isocentre), at which the spot size is tabulated; descending.</summary>
    public required double[] SpotZgMm { get; init; }

    /// <summary>Spot sigma in air along Xg at each, mm.</summary>
    public required double[] SpotSigmaXMm { get; init; }

    /// <summary>Spot sigma in air along Yg at each, mm.</summary>
    public required double[] SpotSigmaYMm { get; init; }
}
