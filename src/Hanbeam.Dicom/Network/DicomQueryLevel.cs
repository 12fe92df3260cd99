namespace Hanbeam.Dicom.Network;

/// <summary>Query/Retrieve Level (0008,0052).</summary>
public enum DicomQueryLevel
{
    /// <summary>STUDY.</summary>
    Study,

    /// <summary>SERIES.</summary>
    Series,

    /// <summary>IMAGE: single objects, whether they are images or not.</summary>
    Image,
}
