using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Modules;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;

namespace Hanbeam.Dicom.RtDose;

/// <summary>
/// Reads the dose grid of an RT Dose from any system [DICOM, PS3.3 section C.8.8.3]: physical or effective dose in Gy, 16 or 32 bits, frames by relative
/// or absolute offsets, up or down, axes of the patient in any order and direction. See docs/formats/dicom.md.
/// </summary>
public static class RtDoseReader
{
    // What RtDoseWriter puts before the model's name in Dose Comment.
    private const string ModelPrefix = "RBE model ";

    /// <summary>Reads a dose.</summary>
    /// <param name="path">The file.</param>
    /// <returns>
    /// The dose on a grid of ascending axes, in Gy or Gy(RBE); voxels are reordered where the file runs an axis downwards, never interpolated. Its warnings
    /// say where it stands for less than a plan and what the file leaves open.
    /// </returns>
    /// <exception cref="InputException">
    /// The file cannot be read, is no RT Dose or has no dose grid; the dose is relative or an error distribution; the grid is oblique or uneven; an attribute
    /// is missing or makes no sense.
    /// </exception>
    public static DoseVolume Read(string path)
    {
        var file = DicomFile.Read(path);
        var set = file.DataSet;
        if (set.Text(DicomTags.SOPClassUID) is var sopClass and not DicomUids.RtDoseStorage)
            throw new InputException($"{path}: this is no RT Dose but an object of the class {sopClass}.");
        var warnings = new List<string>();
        var isLet = HanbeamPrivateBlock.Text(set, HanbeamPrivateBlock.Quantity) == HanbeamPrivateBlock.DoseAveragedLet;
        if (!isLet) CheckUnits(set);
        var quantity = isLet ? DoseQuantity.Let : QuantityOf(set, warnings);
        var extent = ExtentOf(set, warnings);
        var layout = DoseGridLayout.From(set);
        return new DoseVolume
        {
            Values = new Grid<float>(layout.Geometry, DosePixels.Read(file, layout)),
            Quantity = quantity,
            IsQuantityAssumed = set.Text(DicomTags.DoseType).Length == 0,
            RbeModel = quantity == DoseQuantity.RbeWeightedDose ? ModelOf(set) : null,
            Extent = extent,
            FrameOfReferenceUid = set.Text(DicomTags.FrameOfReferenceUID),
            Source = path,
            Warnings = warnings,
        };
    }

    /// <summary>Whether a file says that it is DICOM, whatever its name.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static bool IsDicom(string path) => DicomFile.IsDicom(path);

    private static void CheckUnits(DicomDataSet set)
    {
        var units = set.Text(DicomTags.DoseUnits);
        if (units.Equals("GY", StringComparison.OrdinalIgnoreCase)) return;
        throw new InputException(units.Equals("RELATIVE", StringComparison.OrdinalIgnoreCase)
            ? $"{set.Source}: DoseUnits is RELATIVE, parts of a dose that the file does not give; export the dose in Gy."
            : $"{set.Source}: DoseUnits is '{units}'; GY is read.");
    }

    private static DoseQuantity QuantityOf(DicomDataSet set, List<string> warnings)
    {
        switch (set.Text(DicomTags.DoseType))
        {
            case "PHYSICAL":
                return DoseQuantity.PhysicalDose;
            case "EFFECTIVE":
                return DoseQuantity.RbeWeightedDose;
            case "":
                warnings.Add($"{set.Source} does not say whether its dose is physical or RBE-weighted (DoseType is empty); it is taken as Gy.");
                return DoseQuantity.PhysicalDose;
            case var other:
                throw new InputException($"{set.Source}: DoseType is {other}; PHYSICAL and EFFECTIVE are read.");
        }
    }

    private static DoseExtent ExtentOf(DicomDataSet set, List<string> warnings)
    {
        var summation = set.Text(DicomTags.DoseSummationType);
        switch (summation)
        {
            case "PLAN" or "MULTI_PLAN" or "PLAN_OVERVIEW":
                return DoseExtent.Total;
            case "BEAM" or "FRACTION" or "BRACHY":
                warnings.Add($"{set.Source} is the dose of a part of a plan (DoseSummationType {summation}), over all its fractions.");
                return DoseExtent.Total;
            case "BEAM_SESSION" or "FRACTION_SESSION" or "BRACHY_SESSION" or "CONTROL_POINT" or "RECORD":
                warnings.Add($"{set.Source} is a dose of one fraction (DoseSummationType {summation}).");
                return DoseExtent.PerFraction;
            case "":
                warnings.Add($"{set.Source} does not say what its dose is summed over (DoseSummationType is empty); it is taken as the plan's total.");
                return DoseExtent.Total;
            default:
                throw new InputException($"{set.Source}: DoseSummationType {summation} is unknown; PLAN, MULTI_PLAN, PLAN_OVERVIEW, FRACTION, BEAM, BRACHY, RECORD, CONTROL_POINT and the kinds of SESSION are read.");
        }
    }

    private static string? ModelOf(DicomDataSet set)
    {
        if (HanbeamPrivateBlock.Text(set, HanbeamPrivateBlock.RbeModel) is { Length: > 0 } model) return model;
        var comment = set.Text(DicomTags.DoseComment);
        var isOurs = set.Text(DicomTags.Manufacturer) == "Hanbeam" && comment.StartsWith(ModelPrefix, StringComparison.Ordinal);
        return isOurs ? comment[ModelPrefix.Length..] : null;
    }
}
