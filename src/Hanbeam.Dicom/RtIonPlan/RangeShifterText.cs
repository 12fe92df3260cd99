using System.Globalization;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dicom.RtIonPlan;

/// <summary>Range Shifter Description (300A,0320) holds what DICOM has no attribute for: material and physical thickness.</summary>
internal static class RangeShifterText
{
    private const string Unit = " mm";

    internal static string Format(RangeShifter shifter) => string.Create(CultureInfo.InvariantCulture, $"{shifter.Material}, {shifter.ThicknessMm:R}{Unit}");

    /// <summary>Material and thickness of a description in this form; else the whole text as material and the water-equivalent thickness.</summary>
    internal static (string Material, double ThicknessMm) Parse(string text, double waterEquivalentMm)
    {
        var comma = text.LastIndexOf(", ", StringComparison.Ordinal);
        return comma >= 0 && text.EndsWith(Unit, StringComparison.Ordinal)
            && double.TryParse(text.AsSpan()[(comma + 2)..^Unit.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out var thicknessMm) && double.IsFinite(thicknessMm)
            ? (text[..comma], thicknessMm)
            : (text, waterEquivalentMm);
    }
}
