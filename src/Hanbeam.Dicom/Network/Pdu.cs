namespace Hanbeam.Dicom.Network;

/// <summary>One protocol data unit: its type and what follows its six bytes of header.</summary>
internal readonly record struct Pdu(PduType Type, byte[] Body);
