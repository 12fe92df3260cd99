using Hanbeam.Dicom.Ct;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.App.Commands;

/// <summary>Opens a case by what the user wrote: a DICOM tree, a mask folder or a water box.</summary>
internal static class CaseLocator
{
    /// <summary>Reads the case.</summary>
    /// <exception cref="InputException">There is none, or it cannot be used.</exception>
    public static PatientCase Read(string source)
    {
        var patient = Open(source);
        if (patient.Ct.Position == PatientPosition.HFS) return patient;
        throw new InputException($"The case {source} lies {patient.Ct.Position}, and this version plans for head first supine (HFS) only.");
    }

    private static PatientCase Open(string source)
    {
        if (WaterCase.IsWater(source)) return WaterCase.Parse(source);
        if (File.Exists(source)) throw new InputException($"The case {source} is a file; name the folder that holds the CT and the structures.");
        if (!Directory.Exists(source)) throw new InputException($"There is no case folder {source}.");
        return MaskFolderReader.IsMaskFolder(source) ? MaskFolderReader.Read(source) : DicomCaseReader.Read(source);
    }
}
