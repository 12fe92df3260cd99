namespace Hanbeam.Treatment.Plans;

/// <summary>The spots of one energy of one beam, in delivery order.</summary>
public sealed record EnergyLayer
{
    /// <summary>Nominal energy, MeV/u.</summary>
    public required double EnergyMeVPerU { get; init; }

    /// <summary>Scan spot position Xg projected onto the isocentre plane, mm.</summary>
    public required double[] XMm { get; init; }

    /// <summary>Scan spot position Yg projected onto the isocentre plane, mm.</summary>
    public required double[] YMm { get; init; }

    /// <summary>Primary ions PER FRACTION of each spot.</summary>
    public required double[] Particles { get; init; }

    /// <summary>Spot FWHM in air at the isocentre, mm, where a file overrides the machine's; else null.</summary>
    public double? FwhmMm { get; init; }

    /// <summary>Number of spots.</summary>
    public int Count => XMm.Length;
}
