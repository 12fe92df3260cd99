using Hanbeam.Dicom.Ct;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.App.Commands;

/// <summary>Opens a case by what the user wrote: a DICOM tree, a mask folder or a water box.</summary>
internal static class CaseLocator
{
    /// <summary>Reads the case.</summary>
    /// <param name="source">What the user wrote.</param>
    /// <param name="choice">Which series and structures of a DICOM tree are meant; null where there is nothing to choose.</param>
    /// <param name="context">Threads and cancellation, or null for all processors.</param>
    /// <exception cref="InputException">There is none, or it cannot be used.</exception>
    public static PatientCase Read(string source, CtChoice? choice = null, WorkContext? context = null)
    {
        var isDicom = !WaterCase.IsWater(source) && Directory.Exists(source) && !MaskFolderReader.IsMaskFolder(source);
        if (isDicom) return DicomCaseReader.Read(source, choice, context);
        if (choice is not null && choice != new CtChoice()) throw new InputException($"The case {source} is no DICOM folder, so there is no series, structure set or slice to choose.");
        if (WaterCase.IsWater(source)) return WaterCase.Parse(source);
        if (File.Exists(source)) throw new InputException($"The case {source} is a file; name the folder that holds the CT and the structures.");
        if (!Directory.Exists(source)) throw new InputException($"There is no case folder {source}.");
        return MaskFolderReader.Read(source);
    }
}
