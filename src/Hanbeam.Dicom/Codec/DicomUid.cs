using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Hanbeam.Dicom.Codec;

/// <summary>UIDs that repeat: the same inputs give the same UID, other inputs another one.</summary>
internal static class DicomUid
{
    /// <summary>
    /// A UID under the root 2.25, which is open to everybody who has a UUID [DICOM, PS3.5 section B.2]: the first 128 bits of a SHA-256,
    /// with the version (8, made by the application) and variant bits of a UUID.
    /// </summary>
    /// <param name="role">What the UID is for, so that one content may have several.</param>
    /// <param name="content">What the UID stands for.</param>
    internal static string Create(string role, params ReadOnlySpan<string> content)
    {
        var text = new StringBuilder(role);
        foreach (var part in content) text.Append('\0').Append(part);
        return FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The UID of a data set: of its bytes as they would be written.</summary>
    internal static string Create(DicomDataSet content)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            DicomEncoder.Write(stream, content);
        }

        return FromHash(hash.Hash!);
    }

    private static string FromHash(ReadOnlySpan<byte> hash)
    {
        Span<byte> uuid = stackalloc byte[16];
        hash[..16].CopyTo(uuid);
        uuid[6] = (byte)(uuid[6] & 0x0F | 0x80);
        uuid[8] = (byte)(uuid[8] & 0x3F | 0x80);
        return "2.25." + new BigInteger(uuid, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);
    }
}
