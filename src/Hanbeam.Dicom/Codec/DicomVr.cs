namespace Hanbeam.Dicom.Codec;

/// <summary>Value representations [DICOM, PS3.5 section 6.2]; the names are the two letters in the file.</summary>
internal enum DicomVr
{
    UN, AE, AS, AT, CS, DA, DS, DT, FD, FL, IS, LO, LT, OB, OD, OF, OL, OV, OW, PN, SH, SL, SQ, SS, ST, SV, TM, UC, UI, UL, UR, US, UT, UV,
}
