using System.Globalization;

namespace Hanbeam.Dicom.Network;

/// <summary>Status of a DIMSE response [DICOM, PS3.7 annex C and PS3.4 tables B.2-1, C.4-1 and C.4-2].</summary>
internal static class StoreStatus
{
    internal const ushort Success = 0x0000;
    internal const ushort ClassNotSupported = 0x0122;
    internal const ushort InvalidInstance = 0x0117;
    internal const ushort DuplicateInstance = 0x0111;
    internal const ushort NotAuthorised = 0x0124;
    internal const ushort UnrecognizedOperation = 0x0211;
    internal const ushort OutOfResources = 0xA700;
    internal const ushort DataSetDoesNotMatch = 0xA900;
    internal const ushort CannotUnderstand = 0xC000;
    internal const ushort Pending = 0xFF00;
    internal const ushort PendingWithWarning = 0xFF01;

    /// <summary>Whether the object is stored, perhaps with a warning.</summary>
    internal static bool IsStored(ushort status) => status == Success || (status & 0xF000) == 0xB000;

    /// <summary>A status in words.</summary>
    internal static string Words(ushort status, string comment)
    {
        var words = status switch
        {
            Success => "done",
            ClassNotSupported => "this kind of object is not supported there",
            InvalidInstance => "the object's UID is not acceptable there",
            0x0110 => "processing failed there",
            NotAuthorised => "not authorised there",
            0x0106 => "a value is invalid",
            DuplicateInstance => "it is there already",
            UnrecognizedOperation => "the operation is not known there",
            0xA801 => "it does not know the destination of the move",
            0xFE00 => "cancelled there",
            >= 0xA700 and <= 0xA7FF => "it is out of resources",
            >= 0xA900 and <= 0xA9FF => "the data set does not match its class",
            >= 0xC000 and <= 0xCFFF => "it cannot understand the data set",
            >= 0xB000 and <= 0xBFFF => "done, with a warning there",
            _ => "failed there",
        };
        var number = string.Create(CultureInfo.InvariantCulture, $" (status {status:X4}");
        return words + number + (comment.Length > 0 ? ", " + comment : "") + ")";
    }
}
