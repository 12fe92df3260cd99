namespace Hanbeam.Treatment.Machines;

/// <summary>A treatment machine as delivered: what its file says apart from the dose tables. Lengths mm, frame IEC 61217 gantry.</summary>
public sealed record Machine
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether somebody answers for clinical use; always false for what Hanbeam ships.</summary>
    public bool Clinical { get; init; }

    /// <summary>The ion.</summary>
    public required IonSpecies Ion { get; init; }

    /// <summary>Energies, ascending.</summary>
    public required IReadOnlyList<MachineEnergy> Energies { get; init; }

    /// <summary>Distance from the virtual source of the x deflection to the isocentre, mm.</summary>
    public required double SourceAxisDistanceXMm { get; init; }

    /// <summary>Distance from the virtual source of the y deflection to the isocentre, mm.</summary>
    public required double SourceAxisDistanceYMm { get; init; }

    /// <summary>Nozzle exit to isocentre, mm.</summary>
    public required double NozzleExitToIsocenterMm { get; init; }

    /// <summary>Size of the scan field along Xg at the isocentre, mm (full width).</summary>
    public required double ScanFieldXMm { get; init; }

    /// <summary>Size of the scan field along Yg at the isocentre, mm (full width).</summary>
    public required double ScanFieldYMm { get; init; }

    /// <summary>Fewest ions of a spot per fraction.</summary>
    public required double MinimumIonsPerSpot { get; init; }

    /// <summary>Most ions of a spot per fraction.</summary>
    public required double MaximumIonsPerSpot { get; init; }

    /// <summary>Nozzle and energy spread as they are in the beam model, or null where nobody has said.</summary>
    public MachineNozzle? Nozzle { get; init; }

    /// <summary>The ripple filter in the beam, or null.</summary>
    public RippleFilter? RippleFilter { get; init; }

    /// <summary>Range shifters that may be put in, thinnest first.</summary>
    public IReadOnlyList<RangeShifter> RangeShifters { get; init; } = [];

    /// <summary>Timing.</summary>
    public required DeliveryTiming Timing { get; init; }

    /// <summary>Named ports; empty means all angles.</summary>
    public IReadOnlyList<MachinePort> Ports { get; init; } = [];

    /// <summary>Options of the dose calculation that come with the machine; names in <see cref="MachineOptions"/>.</summary>
    public IReadOnlyDictionary<string, bool> Options { get; init; } = new Dictionary<string, bool>();

    /// <summary>Where each figure comes from.</summary>
    public IReadOnlyList<SourcedFigure> Provenance { get; init; } = [];

    /// <summary>Whether an option is there and on.</summary>
    /// <param name="option">One of <see cref="MachineOptions"/>.</param>
    public bool Asks(string option) => Options.TryGetValue(option, out var on) && on;
}
