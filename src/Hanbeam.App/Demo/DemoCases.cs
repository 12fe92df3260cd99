using Hanbeam.Dicom.Ct;
using Hanbeam.Dicom.RtStructureSet;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.App.Demo;

/// <summary>The cases that ship as code: written as DICOM, so that they come in through the same door as a patient.</summary>
internal static class DemoCases
{
    /// <summary>Writes the head: FOLDER/CT/CT_nnn.dcm and FOLDER/RTSTRUCT.dcm.</summary>
    internal static void WriteHead(string folder, DateTimeOffset stamp) => Write(folder, SyntheticHead.Create(), stamp);

    /// <summary>Writes the water box: FOLDER/CT/CT_nnn.dcm and FOLDER/RTSTRUCT.dcm.</summary>
    internal static void WriteWaterBox(string folder, DateTimeOffset stamp) => Write(folder, WaterBox.Create(), stamp);

    private static void Write(string folder, PatientCase made, DateTimeOffset stamp)
    {
        CtSeriesWriter.Write(Path.Combine(folder, "CT"), made, stamp);
        RtStructureSetWriter.Write(Path.Combine(folder, "RTSTRUCT.dcm"), made, stamp);
    }
}
