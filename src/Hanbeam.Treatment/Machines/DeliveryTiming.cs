namespace Hanbeam.Treatment.Machines;

/// <summary>How fast a machine delivers, in both of its modes.</summary>
public sealed record DeliveryTiming
{
    /// <summary>The mode used unless told otherwise: <c>multi-energy</c> (A) or <c>single-energy</c> (B).</summary>
    public required string DefaultMode { get; init; }

    /// <summary>Extraction rate, ions per second.</summary>
    public required double ExtractionIonsPerSecond { get; init; }

    /// <summary>Ions stored in one cycle.</summary>
    public required double StoredIons { get; init; }

    /// <summary>Scan speed along x, mm/s.</summary>
    public required double ScanSpeedXMmPerSecond { get; init; }

    /// <summary>Scan speed along y, mm/s.</summary>
    public required double ScanSpeedYMmPerSecond { get; init; }

    /// <summary>Settling time after each move, s.</summary>
    public required double SettlingSeconds { get; init; }

    /// <summary>Mode A: time for one energy step down, s.</summary>
    public required double EnergyStepSeconds { get; init; }

    /// <summary>Mode A: longest flat-top, s.</summary>
    public required double FlatTopSeconds { get; init; }

    /// <summary>Mode A: time to refill and accelerate again, s.</summary>
    public required double RefillSeconds { get; init; }

    /// <summary>Mode B: longest spill, s.</summary>
    public required double SpillSeconds { get; init; }

    /// <summary>Mode B: gap between spills (and layers), s.</summary>
    public required double SpillGapSeconds { get; init; }

    /// <summary>Mode A: share of the ions left in the ring that an energy step keeps (recapture), above 0 to 1; null where none is lost.</summary>
    public double? EnergyStepKeeps { get; init; }

    /// <summary>Mode A: most layers of one flat-top, at least 1; null where only its length and its ions limit it.</summary>
    public int? LayersPerFlatTop { get; init; }
}
