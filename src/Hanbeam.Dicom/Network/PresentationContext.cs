namespace Hanbeam.Dicom.Network;

/// <summary>What one side proposes to speak about, and how encoded [DICOM, PS3.8 section 9.3.2.2].</summary>
/// <param name="Id">Odd, 1 to 255.</param>
/// <param name="AbstractSyntax">UID of the SOP class.</param>
/// <param name="TransferSyntaxes">UIDs of the encodings, the wanted ones first.</param>
internal sealed record PresentationContext(byte Id, string AbstractSyntax, IReadOnlyList<string> TransferSyntaxes);
