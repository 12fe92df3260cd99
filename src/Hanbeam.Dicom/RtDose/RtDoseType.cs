namespace Hanbeam.Dicom.RtDose;

/// <summary>What kind of dose an RT Dose holds: Dose Type (3004,0004).</summary>
public enum RtDoseType
{
    /// <summary>PHYSICAL: absorbed dose, Gy.</summary>
    Physical,

    /// <summary>EFFECTIVE: weighted by an RBE model, Gy(RBE); DICOM's unit is GY all the same.</summary>
    Effective,
}
