using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Hanbeam.Dicom.Deidentification;

/// <summary>New identities from old ones and a key, by HMAC-SHA-256 [RFC2104]: the same for the same key, not to be undone without it.</summary>
internal sealed class Pseudonyms(byte[] key)
{
    // Ten years; enough to hide a date, and no birth becomes later than a treatment.
    private const int LargestShiftDays = 3650;

    /// <summary>The UID in place of another: 2.25 and 128 bits [DICOM, PS3.5 section B.2].</summary>
    internal string UidFor(string uid)
    {
        var hash = Hash("uid", uid).AsSpan(0, 16);
        hash[6] = (byte)(hash[6] & 0x0F | 0x80); // version 8 and variant of a UUID [RFC9562, section 5.8]
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return "2.25." + new BigInteger(hash, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The pseudonym of a patient.</summary>
    internal string PatientFor(string patientId) => "ANON" + Convert.ToHexString(Hash("patient", patientId).AsSpan(0, 5));

    /// <summary>By how many days all dates of a patient move back, 1 to 3650.</summary>
    internal int ShiftDaysFor(string patientId) => 1 + (int)(BitConverter.ToUInt32(Hash("dates", patientId), 0) % LargestShiftDays);

    private byte[] Hash(string role, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(role + "\0" + text));
}
