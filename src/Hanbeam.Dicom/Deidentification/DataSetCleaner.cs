using System.Globalization;
using System.Text;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Modules;

namespace Hanbeam.Dicom.Deidentification;

/// <summary>De-identifies one data set and all items in it, and counts what it does.</summary>
internal sealed class DataSetCleaner
{
    private const string DummyText = "REMOVED";
    private const string DummyDate = "19000101";
    private const string DummyTime = "000000";

    private readonly DeidentificationSettings settings;
    private readonly Pseudonyms pseudonyms;
    private readonly Dictionary<(DicomTag Tag, string Action), int> counts;
    private readonly string patientId;
    private readonly IdentifyingWords words;

    internal DataSetCleaner(DeidentificationSettings settings, Pseudonyms pseudonyms, DicomDataSet whole, IdentifyingWords words, Dictionary<(DicomTag Tag, string Action), int> counts)
    {
        this.settings = settings;
        this.pseudonyms = pseudonyms;
        this.counts = counts;
        patientId = whole.Text(DicomTags.PatientID);
        this.words = words;
    }

    /// <summary>The data set without what identifies.</summary>
    internal DicomDataSet Clean(DicomDataSet set)
    {
        var cleaned = new DicomDataSet(set.Source, set.CharacterSet);
        foreach (var element in set.Elements)
        {
            if (Clean(set, element) is { } kept) cleaned.Add(kept);
        }

        return cleaned;
    }

    private DicomElement? Clean(DicomDataSet owner, DicomElement element)
    {
        var tag = element.Tag;
        if (tag.Element == 0) return null; // group lengths, which no longer hold
        if (tag.IsPrivate) return HanbeamPrivateBlock.Owns(owner, tag) ? element : Note(tag, "removed", null);
        if (DicomDictionary.KeywordOf(tag).Length == 0) return Note(tag, "removed", null);
        var vr = element.Vr == DicomVr.UN ? DicomDictionary.VrOf(tag) : element.Vr;
        var rule = ConfidentialityTable.RuleFor(tag, vr);
        if (rule.Action != ConfidentialityAction.Keep && Retained(owner, element, vr, rule) is { } retained) return retained;
        return rule.Action switch
        {
            ConfidentialityAction.Keep => element.Items is null ? element : Walk(element),
            ConfidentialityAction.Remove => Note(tag, "removed", null),
            ConfidentialityAction.Empty => Emptied(owner, element, vr),
            ConfidentialityAction.Uid => NewUids(owner, element),
            _ => Dummy(owner, element, vr),
        };
    }

    private DicomElement? Retained(DicomDataSet owner, DicomElement element, DicomVr vr, ConfidentialityRule rule)
    {
        if (element.Items is null && element.Bytes.IsEmpty) return rule.Action is ConfidentialityAction.Remove ? null : element;
        var keeps = rule.Option switch
        {
            ConfidentialityOption.Devices => settings.RetainDevices,
            ConfidentialityOption.Dates => settings.Dates == DateRetention.Full || (settings.Dates == DateRetention.Modified && vr == DicomVr.TM),
            ConfidentialityOption.Descriptors => settings.CleanDescriptors && element.Items is null && !owner.Texts(element.Tag).Any(words.OccurIn),
            _ => false,
        };
        if (keeps) return Note(element.Tag, "kept", element.Items is null ? element : Walk(element));
        return rule.Option == ConfidentialityOption.Dates && settings.Dates == DateRetention.Modified && vr is (DicomVr.DA or DicomVr.DT) ? Shifted(owner, element, vr) : null;
    }

    private DicomElement? Shifted(DicomDataSet owner, DicomElement element, DicomVr vr)
    {
        var days = pseudonyms.ShiftDaysFor(patientId);
        var shifted = new List<string>();
        foreach (var text in owner.Texts(element.Tag))
        {
            // A date and time begins with the date; what else it holds stays.
            var digits = Math.Min(DummyDate.Length, text.Length);
            if (!DateOnly.TryParseExact(text[..digits], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.DayNumber <= days) return null;
            shifted.Add(date.AddDays(-days).ToString("yyyyMMdd", CultureInfo.InvariantCulture) + text[digits..]);
        }

        return Note(element.Tag, "shifted", Text(element.Tag, vr, string.Join('\\', shifted)));
    }

    private DicomElement Emptied(DicomDataSet owner, DicomElement element, DicomVr vr)
    {
        if (element.Tag == DicomTags.PatientID || element.Tag == DicomTags.PatientName)
            return Note(element.Tag, "pseudonym", Text(element.Tag, vr, settings.PatientId.Length > 0 ? settings.PatientId : pseudonyms.PatientFor(patientId)))!;
        // Structures without names could not be told apart; a dummy is allowed in place of an empty value.
        if (element.Tag == DicomTags.ROIName) return Note(element.Tag, "dummy", Text(element.Tag, vr, $"ROI {owner.Text(DicomTags.ROINumber)}"))!;
        return Note(element.Tag, "emptied", vr == DicomVr.SQ ? new DicomElement(element.Tag, []) : new DicomElement(element.Tag, vr, default))!;
    }

    private DicomElement? Dummy(DicomDataSet owner, DicomElement element, DicomVr vr)
    {
        if (element.Items is not null) return Note(element.Tag, "kept", Walk(element));
        if (element.Bytes.IsEmpty) return element;
        // Beams without names could not be told apart either.
        if (element.Tag == DicomTags.BeamName) return Note(element.Tag, "dummy", Text(element.Tag, vr, $"Beam {owner.Text(DicomTags.BeamNumber)}"));
        return Note(element.Tag, "dummy", vr switch
        {
            DicomVr.DA => Text(element.Tag, vr, DummyDate),
            DicomVr.TM => Text(element.Tag, vr, DummyTime),
            DicomVr.DT => Text(element.Tag, vr, DummyDate + DummyTime),
            DicomVr.IS or DicomVr.DS => Text(element.Tag, vr, "0"),
            DicomVr.AS => Text(element.Tag, vr, "000Y"),
            DicomVr.AE or DicomVr.CS or DicomVr.LO or DicomVr.LT or DicomVr.PN or DicomVr.SH or DicomVr.ST or DicomVr.UC or DicomVr.UR or DicomVr.UT => Text(element.Tag, vr, DummyText),
            _ => new DicomElement(element.Tag, vr, new byte[element.Bytes.Length]),
        });
    }

    private DicomElement NewUids(DicomDataSet owner, DicomElement element)
    {
        var uids = owner.Texts(element.Tag);
        if (uids.All(IsStandards)) return element;
        return Note(element.Tag, "newUid", Text(element.Tag, DicomVr.UI, string.Join('\\', uids.Select(uid => IsStandards(uid) ? uid : pseudonyms.UidFor(uid)))))!;

        static bool IsStandards(string uid) => uid.Length == 0 || uid.StartsWith("1.2.840.10008.", StringComparison.Ordinal);
    }

    private DicomElement Walk(DicomElement sequence) => new(sequence.Tag, [.. sequence.Items!.Select(Clean)]);

    private DicomElement? Note(DicomTag tag, string action, DicomElement? result)
    {
        counts[(tag, action)] = counts.GetValueOrDefault((tag, action)) + 1;
        return result;
    }

    private static DicomElement Text(DicomTag tag, DicomVr vr, string text) => new(tag, vr, Encoding.ASCII.GetBytes(text));
}
