namespace Hanbeam.Treatment.Imaging;

/// <summary>The three doors a case comes through (CLI contract, "Case, calibration").</summary>
public enum CaseKind
{
    /// <summary>A DICOM tree with a CT series and an RT Structure Set; default calibration <c>stoichiometric</c>.</summary>
    Dicom,

    /// <summary>A folder with ct.mha and structures/NAME.mha; default calibration <c>water-zero</c>.</summary>
    Masks,

    /// <summary><c>water:X,Y,Z@S</c>: relative stopping power exactly 1 everywhere.</summary>
    Water,
}
