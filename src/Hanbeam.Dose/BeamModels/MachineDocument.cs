using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels;

/// <summary>What machine.json holds.</summary>
internal sealed record MachineDocument
{
    public const string CurrentSchema = "hanbeam-machine/1";

    public required string Schema { get; init; }

    public required Machine Machine { get; init; }

    public required IReadOnlyList<BeamDocument> Beams { get; init; }
}
