using Hanbeam.Dicom.RtDose;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.App.Doses;

/// <summary>
/// Opens a dose by what the user wrote: an RT Dose of any system, an .mha, or a plan folder of Hanbeam, whose RBE-weighted dose it takes, or the physical
/// one where there is no model. See docs/formats/doses.md.
/// </summary>
internal static class DoseFileReader
{
    private const string Physical = "dose-physical.mha";
    private const string Weighted = "dose-rbe.mha";
    private const string Let = "let.mha";

    /// <summary>Reads a dose.</summary>
    /// <param name="path">A file, or a plan folder.</param>
    /// <exception cref="InputException">There is none, or it cannot be used.</exception>
    public static DoseVolume Read(string path)
    {
        if (Directory.Exists(path)) return ReadImage(InPlanFolder(path));
        if (!File.Exists(path)) throw new InputException($"There is no dose {path}.");
        if (!RtDoseReader.IsDicom(path)) return ReadImage(path);
        var dose = RtDoseReader.Read(path);
        return PlanFolderFacts.Of(path) is { } plan && Path.GetFileName(path) is "dose-physical.dcm" or "dose-rbe.dcm" ? dose with { Fractions = plan.Fractions } : dose;
    }

    private static string InPlanFolder(string folder)
    {
        if (!PlanFolderFacts.IsPlanFolder(folder))
            throw new InputException($"{folder} is no plan folder of Hanbeam (it has no summary.json of one); name the dose file itself.");
        var weighted = Path.Combine(folder, Weighted);
        var physical = Path.Combine(folder, Physical);
        return File.Exists(weighted) ? weighted
            : File.Exists(physical) ? physical : throw new InputException($"The plan folder {folder} has neither {Weighted} nor {Physical}.");
    }

    private static DoseVolume ReadImage(string path)
    {
        var plan = PlanFolderFacts.Of(path);
        var name = Path.GetFileName(path);
        if (plan is not null && name is "alpha.mha" or "sqrt-beta.mha" or "uncertainty.mha") throw new InputException($"{path} is no dose; {Weighted}, {Physical} and {Let} are.");
        var isNamed = name is Physical or Weighted or Let;
        return new DoseVolume
        {
            Values = MetaImage.Read(path),
            Quantity = name switch { Weighted => DoseQuantity.RbeWeightedDose, Let => DoseQuantity.Let, _ => DoseQuantity.PhysicalDose },
            IsQuantityAssumed = !isNamed,
            RbeModel = name == Weighted ? plan?.RbeModel : null,
            Fractions = plan?.Fractions,
            Source = path,
            Warnings = isNamed ? [] : [$"{path} does not say what its values are; they are taken as Gy of a whole course."],
        };
    }
}
