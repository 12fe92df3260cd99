namespace Hanbeam.Dicom.Network;

/// <summary>The answer to a proposed context [DICOM, PS3.8 section 9.3.3.2].</summary>
/// <param name="Id">Of the proposal.</param>
/// <param name="Result">0 accepted, 3 the class is not supported, 4 none of its encodings is.</param>
/// <param name="TransferSyntax">UID of the encoding chosen.</param>
internal sealed record AcceptedContext(byte Id, byte Result, string TransferSyntax)
{
    internal const byte Accepted = 0;
    internal const byte AbstractSyntaxNotSupported = 3;
    internal const byte TransferSyntaxesNotSupported = 4;
}
