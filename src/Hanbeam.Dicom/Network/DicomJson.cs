using System.Text.Json;
using Hanbeam.Dicom.Codec;

namespace Hanbeam.Dicom.Network;

/// <summary>The little of the DICOM JSON model that answers of DICOMweb need [DICOM, PS3.18 annex F].</summary>
internal static class DicomJson
{
    /// <summary>The values of an attribute of an object as text; names give their alphabetic group.</summary>
    internal static IReadOnlyList<string> Texts(JsonElement item, DicomTag tag)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(KeyOf(tag), out var attribute) || attribute.ValueKind != JsonValueKind.Object) return [];
        return attribute.TryGetProperty("Value", out var values) && values.ValueKind == JsonValueKind.Array ? [.. values.EnumerateArray().Select(Text)] : [];
    }

    /// <summary>The first value as text, empty where there is none.</summary>
    internal static string Text(JsonElement item, DicomTag tag) => Texts(item, tag) is [var first, ..] ? first : "";

    /// <summary>The items of a sequence.</summary>
    internal static IEnumerable<JsonElement> Items(JsonElement item, DicomTag tag) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(KeyOf(tag), out var attribute) && attribute.ValueKind == JsonValueKind.Object &&
        attribute.TryGetProperty("Value", out var values) && values.ValueKind == JsonValueKind.Array ? values.EnumerateArray() : [];

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object => value.TryGetProperty("Alphabetic", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "",
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };

    private static string KeyOf(DicomTag tag) => $"{tag.Group:X4}{tag.Element:X4}";
}
