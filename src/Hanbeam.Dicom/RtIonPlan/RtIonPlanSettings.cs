namespace Hanbeam.Dicom.RtIonPlan;

/// <summary>What a treatment management system wants to be told in its own way.</summary>
public sealed record RtIonPlanSettings
{
    /// <summary>
    /// Ions of one monitor unit, for a system that counts in MU: Primary Dosimeter Unit is then MU, the description of every beam and Hanbeam's private
    /// block say what one is. Null: Primary Dosimeter Unit NP, the meterset is the number of ions. Above 0.
    /// </summary>
    public double? IonsPerMonitorUnit { get; init; }

    /// <summary>How far the machine may be off the plan's positions.</summary>
    public DeliveryTolerance Tolerance { get; init; } = new();
}
