namespace Hanbeam.Dicom.RtDose;

/// <summary>What an RT Dose holds: Dose Type (3004,0004).</summary>
public enum RtDoseType
{
    /// <summary>PHYSICAL: absorbed dose, Gy.</summary>
    Physical,

    /// <summary>EFFECTIVE: weighted by an RBE model, Gy(RBE); DICOM's unit is GY all the same.</summary>
    Effective,

    /// <summary>
    /// No dose at all: dose-averaged LET, keV/µm in water. DICOM has no object for it, so it travels as RT Dose with Dose Units RELATIVE, which no reader adds to a
    /// dose; comment and private block say what it is.
    /// </summary>
    Let,
}
