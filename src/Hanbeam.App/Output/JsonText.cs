using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.App.Output;

/// <summary>How Hanbeam writes JSON: camel case, indented, readable names; a number that is no number becomes null.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteNumberConverter(), new JsonStringEnumConverter<UnevenSlices>(JsonNamingPolicy.CamelCase) },
    };
}
