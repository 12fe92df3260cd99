using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Hanbeam.Treatment.Imaging;

/// <summary>Made-up DICOM identifiers that depend on their inputs alone, so that the same input gives the same bytes out.</summary>
public static class HashedUid
{
    // A name space of our own, so that no other program's hash of the same words gives the same identifier.
    private const string NameSpace = "hanbeam";

    /// <summary>
    /// A UID under 2.25, the root for UUIDs written as one decimal number (DICOM PS3.5, B.2): the first 128 bits of a SHA-256 over
    /// the parts, marked as a UUID of version 8, made by the application's own rule [RFC9562, Section 5.8].
    /// </summary>
    /// <param name="parts">What the identifier depends on; the borders between the parts count.</param>
    public static string Create(params IEnumerable<string> parts)
    {
        var text = string.Join('\0', parts.Prepend(NameSpace));
        var uuid = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        uuid[6] = (byte)((uuid[6] & 0x0F) | 0x80);
        uuid[8] = (byte)((uuid[8] & 0x3F) | 0x80);
        return "2.25." + new BigInteger(uuid, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);
    }
}
