namespace Hanbeam.Treatment.Plans;

/// <summary>How the beams are spread over the fractions (CLI contract, recipe key <c>delivery</c>).</summary>
public enum DeliveryScheme
{
    /// <summary>Every beam in every fraction.</summary>
    AllBeams,

    /// <summary>One beam a day, QST's habit: RBE is taken at each field's own fraction dose.</summary>
    OneBeamPerFraction,
}
