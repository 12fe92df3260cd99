using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Ct;
using Hanbeam.Dicom.Network;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Deidentification;

/// <summary>
/// De-identifies files by the Basic Application Level Confidentiality Profile of the standard [DICOM, PS3.15 annex E], with the options Retain Longitudinal
/// Temporal Information (full or modified dates), Retain Device Identity, Clean Descriptors and Retain Safe Private (Hanbeam's own block). UIDs are replaced
/// the same way throughout. Pixels are not looked at: a picture with burnt-in text and a head whose face can be rebuilt are warned of.
/// </summary>
public sealed class Deidentifier
{
    private const int ShortestKey = 16;

    // Free text and whole documents inside, which no table of attributes cleans.
    private const string StructuredReports = "1.2.840.10008.5.1.4.1.1.88.";
    private const string EncapsulatedDocuments = "1.2.840.10008.5.1.4.1.1.104.";

    // The profile and its options [DICOM, PS3.16 CID 7050].
    private static readonly (string Code, string Meaning) BasicProfile = ("113100", "Basic Application Confidentiality Profile");
    private static readonly (string Code, string Meaning) CleanDescriptors = ("113105", "Clean Descriptors Option");
    private static readonly (string Code, string Meaning) FullDates = ("113106", "Retain Longitudinal Temporal Information Full Dates Option");
    private static readonly (string Code, string Meaning) ModifiedDates = ("113107", "Retain Longitudinal Temporal Information Modified Dates Option");
    private static readonly (string Code, string Meaning) DeviceIdentity = ("113109", "Retain Device Identity Option");
    private static readonly (string Code, string Meaning) SafePrivate = ("113111", "Retain Safe Private Option");

    private readonly DeidentificationSettings settings;
    private readonly Pseudonyms pseudonyms;
    private readonly List<(string Code, string Meaning)> options;
    private readonly Dictionary<(DicomTag Tag, string Action), int> counts = [];
    private readonly IdentifyingWords words = new();
    private readonly SortedSet<string> warnings = new(StringComparer.Ordinal);

    /// <summary>Takes the settings.</summary>
    /// <param name="settings">What is kept, and the key.</param>
    /// <exception cref="InputException">The key is shorter than 16 bytes.</exception>
    public Deidentifier(DeidentificationSettings settings)
    {
        if (settings.Key.Length < ShortestKey) throw new InputException($"The key has {settings.Key.Length} bytes; at least {ShortestKey} are needed.");
        this.settings = settings;
        pseudonyms = new Pseudonyms(settings.Key);
        options = [BasicProfile];
        if (settings.CleanDescriptors) options.Add(CleanDescriptors);
        if (settings.Dates == DateRetention.Full) options.Add(FullDates);
        if (settings.Dates == DateRetention.Modified) options.Add(ModifiedDates);
        if (settings.RetainDevices) options.Add(DeviceIdentity);
        options.Add(SafePrivate);
    }

    /// <summary>De-identifies a file, or all of a folder and below.</summary>
    /// <param name="input">The file or folder.</param>
    /// <param name="folder">Where the new files go, named CLASS_UID.dcm by their new UIDs; must be there.</param>
    /// <param name="context">Progress and cancellation.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="InputException">There is no such file or folder, or a DICOM file is damaged: nothing that is not understood is passed on.</exception>
    public DeidentificationReport Run(string input, string folder, WorkContext context)
    {
        if (!File.Exists(input) && !Directory.Exists(input)) throw new InputException($"There is no file or folder {input}.");
        var paths = File.Exists(input) ? [input] : FolderTree.FilesBelow(input);
        if (settings.CleanDescriptors) CollectWords(paths, context);
        var files = new List<DeidentifiedFile>();
        var names = new HashSet<string>();
        foreach (var path in paths)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Report("de-identifying", (double)files.Count / paths.Count, Path.GetFileName(path));
            files.Add(Clean(path, folder, names));
        }

        var attributes = counts.Select(entry => new DeidentifiedAttribute($"({entry.Key.Tag.Group:X4},{entry.Key.Tag.Element:X4})", DicomDictionary.KeywordOf(entry.Key.Tag), entry.Key.Action, entry.Value));
        return new DeidentificationReport([.. options.Select(option => option.Meaning)], files, [.. attributes.OrderBy(one => one.Tag, StringComparer.Ordinal).ThenBy(one => one.Action, StringComparer.Ordinal)], [.. warnings]);
    }

    // A name that one object holds may stand in a description of any other.
    private void CollectWords(IReadOnlyList<string> paths, WorkContext context)
    {
        for (var n = 0; n < paths.Count; n++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Report("looking for names", (double)n / paths.Count, Path.GetFileName(paths[n]));
            if (DicomFile.IsDicom(paths[n])) words.Collect(DicomFile.ReadHeader(paths[n]).DataSet);
        }
    }

    private DeidentifiedFile Clean(string path, string folder, HashSet<string> names)
    {
        if (!DicomFile.IsDicom(path)) return new DeidentifiedFile(path, "", "no DICOM file; not passed on");
        var file = DicomFile.Read(path);
        var sopClass = file.DataSet.Text(DicomTags.SOPClassUID);
        if (sopClass.Length == 0 || file.DataSet.Text(DicomTags.SOPInstanceUID).Length == 0) return new DeidentifiedFile(path, "", "no object of its own (a DICOMDIR, perhaps); not passed on");
        if (sopClass.StartsWith(StructuredReports, StringComparison.Ordinal) || sopClass.StartsWith(EncapsulatedDocuments, StringComparison.Ordinal))
            return new DeidentifiedFile(path, "", "a report or document, whose text is not cleaned; not passed on");
        WarnOfPixels(path, file.DataSet, sopClass);
        var cleaned = new DataSetCleaner(settings, pseudonyms, file.DataSet, words, counts).Clean(file.DataSet);
        var name = $"{StorageClasses.PrefixOf(sopClass) ?? "OBJECT"}_{cleaned.Text(DicomTags.SOPInstanceUID)}.dcm";
        if (!names.Add(name)) return new DeidentifiedFile(path, "", "the same object as in another file; not passed on again");
        DicomFile.Write(Path.Combine(folder, name), Marked(cleaned), SyntaxOf(file));
        return new DeidentifiedFile(path, name, "");
    }

    // What was big endian or deflated is written plain.
    private static TransferSyntax? SyntaxOf(DicomFile file)
    {
        var syntax = TransferSyntax.Find(file.TransferSyntaxUid, file.Path);
        return syntax.IsBigEndian || syntax.IsDeflated ? null : syntax;
    }

    private void WarnOfPixels(string path, DicomDataSet set, string sopClass)
    {
        if (set.Find(DicomTags.PixelData) is null || sopClass == DicomUids.RtDoseStorage) return;
        var isScreen = set.Texts(DicomTags.ImageType).Any(value => value is "SCREEN SAVE" or "DOSE_INFO");
        if (set.Text(DicomTags.BurnedInAnnotation) == "YES") warnings.Add($"{path}: the picture says that it holds burnt-in annotations; look at it before it is passed on.");
        else if (isScreen || StorageClasses.PrefixOf(sopClass) is "SC" or null) warnings.Add($"{path}: a picture of this kind often holds burnt-in text; look at it before it is passed on.");
        if (set.Text(DicomTags.BodyPartExamined).ToUpperInvariant() is "HEAD" or "BRAIN" or "HEADNECK" or "SKULL" or "FACE")
            warnings.Add("Slices of a head are among the images: a face can be rebuilt from them.");
    }

    private DicomDataSet Marked(DicomDataSet cleaned)
    {
        var marked = new DicomDataSet(cleaned.Source, cleaned.CharacterSet);
        marked.Set(DicomTags.PatientIdentityRemoved, "YES");
        marked.Set(DicomTags.DeidentificationMethod, "DICOM PS3.15 annex E, Hanbeam");
        marked.SetItems(DicomTags.DeidentificationMethodCodeSequence, options.Select(option =>
        {
            var item = new DicomDataSet();
            item.Set(DicomTags.CodeValue, option.Code);
            item.Set(DicomTags.CodingSchemeDesignator, "DCM");
            item.Set(DicomTags.CodeMeaning, option.Meaning);
            return item;
        }));
        marked.Set(DicomTags.LongitudinalTemporalInformationModified, settings.Dates switch { DateRetention.Full => "UNMODIFIED", DateRetention.Modified => "MODIFIED", _ => "REMOVED" });
        // Where an attribute stands twice, the first holds.
        foreach (var element in cleaned.Elements) marked.Add(element);
        return marked;
    }
}
