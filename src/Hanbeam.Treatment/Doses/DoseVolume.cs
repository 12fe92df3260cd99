using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Doses;

/// <summary>
/// A dose distribution together with what its numbers mean, so that Gy and Gy(RBE), the doses of two models, or a fraction and a course
/// are never mixed up: whoever compares or adds two of them checks these first.
/// </summary>
public sealed record DoseVolume
{
    /// <summary>The values, in <see cref="Unit"/>, on a grid along the patient's axes (LPS, mm).</summary>
    public required Grid<float> Values { get; init; }

    /// <summary>What the values are.</summary>
    public required DoseQuantity Quantity { get; init; }

    /// <summary>Whether the source does not say what the values are and <see cref="Quantity"/> is a guess: Gy for an image without its plan folder.</summary>
    public bool IsQuantityAssumed { get; init; }

    /// <summary>Name of the RBE model of an RBE-weighted dose; null for other quantities, or where the source does not say.</summary>
    public string? RbeModel { get; init; }

    /// <summary>Whether the values stand for all fractions or for one.</summary>
    public DoseExtent Extent { get; init; } = DoseExtent.Total;

    /// <summary>Number of fractions of the course, or null where it is not known.</summary>
    public int? Fractions { get; init; }

    /// <summary>Frame of Reference UID (0020,0052), or empty where the source has none.</summary>
    public string FrameOfReferenceUid { get; init; } = "";

    /// <summary>Where it came from, for messages: a file's path.</summary>
    public string Source { get; init; } = "";

    /// <summary>What the reader of this dose should be told, as sentences: something was assumed, or it is the dose of one beam only.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The unit of the values: Gy, Gy(RBE), keV/µm, or nothing for RBE.</summary>
    public string Unit => Quantity switch
    {
        DoseQuantity.PhysicalDose => "Gy",
        DoseQuantity.RbeWeightedDose => "Gy(RBE)",
        DoseQuantity.Let => "keV/µm",
        _ => "",
    };
}
