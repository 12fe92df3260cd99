using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Ct;
using Hanbeam.Dicom.RtDose;
using Hanbeam.Dicom.RtIonBeamsTreatmentRecord;
using Hanbeam.Dicom.RtIonPlan;
using Hanbeam.Dicom.RtStructureSet;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation.Goals;

namespace Hanbeam.Dicom.Check;

/// <summary>Reads one file the way that Hanbeam uses it and notes what it said.</summary>
internal static class FileReader
{
    internal static void Open(CheckedFile file)
    {
        try
        {
            Read(file);
        }
        catch (InputException error)
        {
            if (file.Kind.Length == 0) file.Kind = KindOf(DicomFile.ClassOf(file.Path));
            file.Problems.Add(error.Message);
        }

        Shorten(file.Problems, file.Path);
        Shorten(file.Warnings, file.Path);
    }

    private static void Shorten(List<string> sentences, string path)
    {
        for (var i = 0; i < sentences.Count; i++) sentences[i] = WithoutPath(sentences[i], path);
    }

    private static void Read(CheckedFile file)
    {
        if (!DicomFile.IsDicom(file.Path))
        {
            file.Kind = "no DICOM";
            if (file.Path.EndsWith(".dcm", StringComparison.OrdinalIgnoreCase)) file.Problems.Add("It is no DICOM in spite of its name.");
            return;
        }

        file.File = DicomFile.ReadHeader(file.Path);
        file.Kind = KindOf(file.SopClassUid.Length > 0 ? file.SopClassUid : DicomFile.ClassOf(file.Path));
        if (file.File.Oddity.Length > 0) file.Warnings.Add(file.File.Oddity);
        ReadObject(file);
    }

    private static void ReadObject(CheckedFile file)
    {
        file.IsUsed = true;
        switch (file.SopClassUid)
        {
            case DicomUids.CtImageStorage when CaseFinder.IsLocalizer(file.File!):
                (file.IsUsed, file.Content) = (false, "localizer");
                break;
            case DicomUids.CtImageStorage:
                ReadCt(file);
                break;
            case DicomUids.RtStructureSetStorage:
                ReadStructures(file);
                break;
            case DicomUids.RtIonPlanStorage:
                ReadPlan(file);
                break;
            case DicomUids.RtDoseStorage:
                ReadDose(file);
                break;
            case DicomUids.RtIonBeamsTreatmentRecordStorage:
                ReadRecord(file);
                break;
            case DicomUids.EnhancedCtImageStorage:
                file.Problems.Add("An enhanced multi-frame CT is not read; convert it to single CT images with 'gdcmtar --unenhance -i IN -o OUT'.");
                break;
            default:
                file.IsUsed = false;
                break;
        }
    }

    private static void ReadCt(CheckedFile file)
    {
        file.Image = CtImageFile.From(file.File!, keepsFile: false);
        var slice = file.Image.Slice();
        file.Content = string.Create(CultureInfo.InvariantCulture, $"{slice.Columns} × {slice.Rows} at z = {slice.Position.Z} mm");
        if (slice.PixelsAt is null) DicomFile.Read(file.Path).NativePixels();
        else CtPixels.CheckSize(slice);
    }

    private static void ReadStructures(CheckedFile file)
    {
        var structures = new RtStructureSetReader(file.File!, file.Warnings).Read();
        var empty = structures.Where(structure => structure.IsEmpty).Select(structure => structure.Name).ToList();
        var externals = structures.Where(structure => structure.IsExternal && !structure.IsEmpty).Select(structure => structure.Name).ToList();
        file.Content = string.Create(CultureInfo.InvariantCulture, $"'{file.File!.DataSet.Text(DicomTags.StructureSetLabel)}', {structures.Count - empty.Count} structures");
        if (empty.Count > 0) file.Warnings.Add($"{empty.Count} structure(s) have no contours and stay empty: {string.Join(", ", empty)}.");
        if (externals.Count > 1) file.Warnings.Add($"{externals.Count} structures are of type EXTERNAL ({string.Join(", ", externals)}); a plan needs one.");
        if (externals.Count == 0) file.Warnings.Add("No structure is of type EXTERNAL; a plan then takes the whole image for the patient.");
        foreach (var structure in structures)
        {
            if (Tg263.Suggestion(structure.Name) is { } better) file.Hints.Add($"'{structure.Name}' is {better} in the nomenclature of TG-263.");
        }
    }

    private static void ReadPlan(CheckedFile file)
    {
        var plan = RtIonPlanReader.Read(file.Path, file.Warnings);
        file.Content = string.Create(CultureInfo.InvariantCulture,
            $"'{file.File!.DataSet.Text(DicomTags.RTPlanLabel)}', {plan.Beams.Count} beam(s), {plan.Beams.Sum(beam => beam.Layers.Count)} layers, {plan.Fractions} fraction(s), {file.File.DataSet.Text(DicomTags.ApprovalStatus)}").TrimEnd(',', ' ');
    }

    private static void ReadDose(CheckedFile file)
    {
        var dose = RtDoseReader.Read(file.Path);
        file.Warnings.AddRange(dose.Warnings);
        var grid = dose.Values.Geometry;
        var (what, unit) = dose.Quantity switch
        {
            DoseQuantity.PhysicalDose => ("physical", "Gy"),
            DoseQuantity.RbeWeightedDose => ("RBE-weighted", "Gy(RBE)"),
            DoseQuantity.Let => ("dose-averaged LET", "keV/µm"),
            _ => throw new ArgumentException($"no RT Dose is read as {dose.Quantity}", nameof(file)),
        };
        file.Content = string.Create(CultureInfo.InvariantCulture,
            $"{file.File!.DataSet.Text(DicomTags.DoseSummationType)} {what}, {grid.Nx} × {grid.Ny} × {grid.Nz} voxels, at most {dose.Values.Values.Max():0.###} {unit}");
    }

    private static void ReadRecord(CheckedFile file)
    {
        var record = TreatmentRecordReader.Read(file.Path, file.Warnings);
        var metersets = string.Join(", ", record.Beams.Select(beam =>
            string.Create(CultureInfo.InvariantCulture, $"beam {beam.Number} {beam.Layers.Sum(layer => layer.Metersets.Sum()):0.######} {record.MetersetUnit}{(beam.Fraction is { } fraction ? $" in fraction {fraction}" : "")}")));
        file.Content = string.Create(CultureInfo.InvariantCulture, $"'{record.MachineName}' on {record.Date}, {metersets}");
    }

    private static string KindOf(string uid)
    {
        if (DicomDictionary.NameOf(uid) is not { Length: > 0 } name) return uid.Length > 0 ? "SOP Class " + uid : "DICOM of no class";
        return name.EndsWith(" Storage", StringComparison.Ordinal) ? name[..^" Storage".Length] : name;
    }

    // The line begins with the path already.
    private static string WithoutPath(string sentence, string path)
    {
        var rest = sentence.StartsWith(path + ": ", StringComparison.Ordinal) ? sentence[(path.Length + 2)..] : sentence.StartsWith(path + " ", StringComparison.Ordinal) ? "It " + sentence[(path.Length + 1)..] : sentence;
        return rest.Length > 0 ? char.ToUpperInvariant(rest[0]) + rest[1..] : sentence;
    }
}
