namespace Hanbeam.Dicom.RtIonPlan;

/// <summary>What a treatment management system wants to be told in its own way.</summary>
public sealed record RtIonPlanSettings
{
    /// <summary>
    /// Ions of one monitor unit by energy, MeV/u, for a system that counts in MU: Primary Dosimeter Unit is then MU, and Hanbeam's private block in the first control point of every layer
    /// says what one is there. Null: Primary Dosimeter Unit NP, the meterset is the number of ions. Above 0.
    /// </summary>
    public Func<double, double>? IonsPerMonitorUnit { get; init; }

    /// <summary>How far the machine may be off the plan's positions.</summary>
    public DeliveryTolerance Tolerance { get; init; } = new();
}
