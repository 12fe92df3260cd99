namespace Hanbeam.Dicom.Network;

/// <summary>Protocol data units of the upper layer [DICOM, PS3.8 section 9.3].</summary>
internal enum PduType : byte
{
    AssociateRequest = 1,
    AssociateAccept = 2,
    AssociateReject = 3,
    Data = 4,
    ReleaseRequest = 5,
    ReleaseResponse = 6,
    Abort = 7,
}
