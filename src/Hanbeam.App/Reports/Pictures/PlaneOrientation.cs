namespace Hanbeam.App.Reports.Pictures;

/// <summary>The three planes in which people look at a dose.</summary>
internal enum PlaneOrientation
{
    /// <summary>Seen from the feet: patient's right on the left, anterior on top.</summary>
    Axial,

    /// <summary>Seen from the front: patient's right on the left, head on top.</summary>
    Coronal,

    /// <summary>Seen from the patient's left: anterior on the left, head on top.</summary>
    Sagittal,
}
