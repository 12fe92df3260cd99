namespace Hanbeam.Dicom.Network;

/// <summary>What received objects are called as files: CLASS_UID.dcm.</summary>
internal static class ObjectFile
{
    private const int LongestUid = 64;

    /// <summary>The name of an object's file, or null where the class is not received or the UID is none: what a peer calls an object must not choose the file.</summary>
    internal static string? NameOf(string sopClassUid, string sopInstanceUid) =>
        StorageClasses.PrefixOf(sopClassUid) is { } prefix && IsUid(sopInstanceUid) ? $"{prefix}_{sopInstanceUid}.dcm" : null;

    /// <summary>The name of an object that was asked for, whatever its class, or null where its UID is none.</summary>
    internal static string? NameOfAny(string sopClassUid, string sopInstanceUid) =>
        NameOf(sopClassUid, sopInstanceUid) ?? (IsUid(sopInstanceUid) ? $"OBJECT_{sopInstanceUid}.dcm" : null);

    /// <summary>Whether a text is a UID.</summary>
    internal static bool IsUid(string text) => text.Length is > 0 and <= LongestUid && text.All(c => c is (>= '0' and <= '9') or '.') && char.IsAsciiDigit(text[0]);
}
