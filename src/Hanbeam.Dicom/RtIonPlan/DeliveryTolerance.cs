namespace Hanbeam.Dicom.RtIonPlan;

/// <summary>
/// The Ion Tolerance Table [DICOM, PS3.3 section C.8.8.24]: by how much the machine may be off the plan's positions before it interlocks. The figures are
/// those of the monthly quality assurance of AAPM TG-142 [Klein2009, table 2]: indicators within 1°, couch positions within 2 mm and 1°. A centre has its own.
/// </summary>
public sealed record DeliveryTolerance
{
    /// <summary>Its name, at most 16 characters.</summary>
    public string Label { get; init; } = "TG-142";

    /// <summary>Gantry angle, degrees.</summary>
    public double GantryDeg { get; init; } = 1;

    /// <summary>Couch angle, pitch and roll, degrees.</summary>
    public double CouchDeg { get; init; } = 1;

    /// <summary>Position of the table top in each direction, mm.</summary>
    public double TableTopMm { get; init; } = 2;
}
