namespace Hanbeam.Treatment.Plans;

/// <summary>What the machine gets: beams, layers, spots, fractions.</summary>
public sealed record Plan
{
    /// <summary>A label for people and RT Plan Label.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the treatment machine.</summary>
    public required string MachineName { get; init; }

    /// <summary>The ion's charge number; 6 for carbon.</summary>
    public int IonZ { get; init; } = 6;

    /// <summary>The ion's mass number; 12 for carbon-12.</summary>
    public int IonA { get; init; } = 12;

    /// <summary>Number of fractions planned.</summary>
    public required int Fractions { get; init; }

    /// <summary>What was prescribed, or null for a bare spot list.</summary>
    public Prescription? Prescription { get; init; }

    /// <summary>How the beams are spread over the fractions.</summary>
    public DeliveryScheme Delivery { get; init; } = DeliveryScheme.AllBeams;

    /// <summary>The beams.</summary>
    public required IReadOnlyList<PlanBeam> Beams { get; init; }

    /// <summary>Number of fractions in which a beam is delivered.</summary>
    public int FractionsOf(PlanBeam beam) => beam.Fractions ?? Fractions;
}
