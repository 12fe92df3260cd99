namespace Hanbeam.Treatment.Machines;

/// <summary>One energy of a machine and its spot in air.</summary>
public sealed record MachineEnergy
{
    /// <summary>Nominal kinetic energy per nucleon, MeV/u.</summary>
    public required double EnergyMeVPerU { get; init; }

    /// <summary>Energy that the beam really has in front of the nozzle, MeV/u, found by commissioning; null where it is the nominal one.</summary>
    public double? BeamEnergyMeVPerU { get; init; }

    /// <summary>Sigma of the kinetic energy over its mean at this energy; null where the nozzle's holds.</summary>
    public double? RelativeEnergySpread { get; init; }

    /// <summary>Ions per monitor unit; null where a monitor unit is 10⁶ ions.</summary>
    public double? IonsPerMonitorUnit { get; init; }

    /// <summary>Water-equivalent depth behind the nozzle where the depth dose has fallen to 80 % of its peak, mm.</summary>
    public required double RangeMm { get; init; }

    /// <summary>Positions along the beam, Zg in mm (positive upstream of the isocentre), at which the spot size is tabulated; descending.</summary>
    public required double[] SpotZgMm { get; init; }

    /// <summary>Spot sigma in air along Xg at each, mm.</summary>
    public required double[] SpotSigmaXMm { get; init; }

    /// <summary>Spot sigma in air along Yg at each, mm.</summary>
    public required double[] SpotSigmaYMm { get; init; }
}
