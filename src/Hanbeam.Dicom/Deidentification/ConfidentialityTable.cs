using System.Globalization;
using Hanbeam.Dicom.Codec;

namespace Hanbeam.Dicom.Deidentification;

/// <summary>The actions of PS3.15 table E.1-1, from data/dicom/confidentiality-profile.txt [DICOM, PS3.15 section E.2].</summary>
internal static class ConfidentialityTable
{
    private static readonly Dictionary<uint, ConfidentialityRule> Rules = [];

    // Texts that the table does not list and that machines and programs write, not people: codes, makers, devices of a beam, reconstruction.
    private static readonly HashSet<string> TechnicalTexts =
    [
        "CodeValue", "LongCodeValue", "CodingSchemeDesignator", "CodingSchemeVersion", "CodeMeaning", "Manufacturer", "ManufacturerModelName", "SoftwareVersions",
        "ConvolutionKernel", "FilterType", "SequenceName", "PulseSequenceName", "ImagedNucleus", "Radionuclide", "PositionReferenceIndicator", "RescaleType", "LUTExplanation", "ModalityLUTType",
        "WindowCenterWidthExplanation", "AttenuationCorrectionMethod", "ReconstructionMethod", "ScatterCorrectionMethod", "DimensionDescriptionLabel",
        "ToleranceTableLabel", "WedgeID", "MaterialID", "ApplicatorID", "SnoutID", "RangeShifterID", "RangeShifterDescription", "RangeShifterSetting", "LateralSpreadingDeviceID",
        "LateralSpreadingDeviceDescription", "LateralSpreadingDeviceSetting", "RangeModulatorID", "RangeModulatorDescription", "ScanSpotTuneID", "PatientSupportID",
    ];

    static ConfidentialityTable()
    {
        using var stream = typeof(ConfidentialityTable).Assembly.GetManifestResourceStream("dicom/confidentiality-profile.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#')) Add(line.Split(' '));
        }
    }

    /// <summary>All tags of the table but those with wildcards, for tests.</summary>
    internal static IEnumerable<DicomTag> Tags => Rules.Keys.Where(key => (key >> 24) is not (0x50 or 0x60)).Select(key => new DicomTag((ushort)(key >> 16), (ushort)key));

    /// <summary>
    /// The rule for an attribute. What the table does not list is kept but for what may identify by its kind: dates and times are treated as the table's dates, names as
    /// the table's names, UIDs that are not the standard's as the table's UIDs, texts that people write as the table's descriptions.
    /// </summary>
    internal static ConfidentialityRule RuleFor(DicomTag tag, DicomVr vr)
    {
        if (tag.Group >> 8 == 0x50) return new ConfidentialityRule(ConfidentialityAction.Remove, ConfidentialityOption.None); // curves
        if (Rules.TryGetValue(KeyOf(tag), out var rule)) return rule;
        return vr switch
        {
            DicomVr.DA or DicomVr.TM or DicomVr.DT => new ConfidentialityRule(ConfidentialityAction.Dummy, ConfidentialityOption.Dates),
            DicomVr.PN => new ConfidentialityRule(ConfidentialityAction.Empty, ConfidentialityOption.None),
            DicomVr.LO or DicomVr.LT or DicomVr.SH or DicomVr.ST or DicomVr.UC or DicomVr.UT when !TechnicalTexts.Contains(DicomDictionary.KeywordOf(tag)) =>
                new ConfidentialityRule(ConfidentialityAction.Dummy, ConfidentialityOption.Descriptors),
            DicomVr.UI => new ConfidentialityRule(ConfidentialityAction.Uid, ConfidentialityOption.None),
            _ => new ConfidentialityRule(ConfidentialityAction.Keep, ConfidentialityOption.None),
        };
    }

    // Overlays (60xx) share their rules.
    private static uint KeyOf(DicomTag tag) => (tag.Group >> 8 == 0x60 ? 0x6000u : tag.Group) << 16 | tag.Element;

    private static void Add(string[] words)
    {
        var action = words[0] switch
        {
            "U" => ConfidentialityAction.Uid,
            "XZU" => ConfidentialityAction.Keep, // the references inside get new UIDs
            _ when words[0].Contains('D', StringComparison.Ordinal) => ConfidentialityAction.Dummy,
            _ when words[0].Contains('Z', StringComparison.Ordinal) => ConfidentialityAction.Empty,
            _ => ConfidentialityAction.Remove,
        };
        var option = words[1] switch
        {
            "t" => ConfidentialityOption.Dates,
            "v" => ConfidentialityOption.Devices,
            "c" => ConfidentialityOption.Descriptors,
            _ => ConfidentialityOption.None,
        };
        foreach (var tag in words.Skip(2)) Rules.Add(uint.Parse(tag.Replace('x', '0'), NumberStyles.HexNumber, CultureInfo.InvariantCulture), new ConfidentialityRule(action, option));
    }
}
