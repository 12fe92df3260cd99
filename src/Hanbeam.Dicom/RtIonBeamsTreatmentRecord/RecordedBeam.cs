namespace Hanbeam.Dicom.RtIonBeamsTreatmentRecord;

/// <summary>One beam as it was delivered.</summary>
public sealed record RecordedBeam
{
    /// <summary>Number of the beam in the plan.</summary>
    public required int Number { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The ion's charge number.</summary>
    public required int IonZ { get; init; }

    /// <summary>The ion's mass number.</summary>
    public required int IonA { get; init; }

    /// <summary>Number of the fraction, from 1; null where the record does not say.</summary>
    public int? Fraction { get; init; }

    /// <summary>Treatment Termination Status: NORMAL, OPERATOR, MACHINE or UNKNOWN.</summary>
    public string Termination { get; init; } = "";

    /// <summary>Meterset that was ordered, in the record's unit; null where the record does not say.</summary>
    public double? SpecifiedMeterset { get; init; }

    /// <summary>Meterset that was delivered, in the record's unit; null where the record does not say.</summary>
    public double? DeliveredMeterset { get; init; }

    /// <summary>Gantry angle, IEC 61217 degrees; null where the record does not say.</summary>
    public double? GantryDeg { get; init; }

    /// <summary>Patient support angle, IEC 61217 degrees; null where the record does not say.</summary>
    public double? CouchDeg { get; init; }

    /// <summary>The layers, in the order of delivery.</summary>
    public required IReadOnlyList<RecordedLayer> Layers { get; init; }
}
