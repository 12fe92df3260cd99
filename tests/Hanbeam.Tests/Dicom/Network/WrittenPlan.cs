using Hanbeam.Dicom.Ct;
using Hanbeam.Dicom.Modules;
using Hanbeam.Dicom.RtDose;
using Hanbeam.Dicom.RtIonPlan;
using Hanbeam.Dicom.RtStructureSet;
using Hanbeam.Tests.Dicom.RtIonPlan;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>A whole plan as it goes to a PACS: CT, structures, RT Ion Plan, physical and RBE-weighted dose.</summary>
internal static class WrittenPlan
{
    internal static string StudyInstanceUid => CaseIdentity.Complete(WrittenCaseTests.SmallCase()).StudyInstanceUid;

    /// <summary>Writes it into a folder and lists the files.</summary>
    internal static string[] Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var patient = WrittenCaseTests.SmallCase();
        CtSeriesWriter.Write(Path.Combine(folder, "CT"), patient, WrittenCaseTests.Stamp);
        var structures = RtStructureSetWriter.Write(Path.Combine(folder, "RTSTRUCT.dcm"), patient, WrittenCaseTests.Stamp);
        patient = patient with { Identity = patient.Identity with { StructureSetSopInstanceUid = structures } };
        var plan = RtIonPlanWriter.Write(Path.Combine(folder, "plan.dcm"), RtIonPlanTests.SmallPlan(), RtIonPlanTests.SmallMachine(), patient, WrittenCaseTests.Stamp);
        RtDoseWriter.Write(Path.Combine(folder, "dose-physical.dcm"), WrittenCaseTests.Dose(), new RtDoseContent { Type = RtDoseType.Physical, PlanSopInstanceUid = plan }, patient, WrittenCaseTests.Stamp);
        RtDoseWriter.Write(Path.Combine(folder, "dose-rbe.dcm"), WrittenCaseTests.Dose(), new RtDoseContent { Type = RtDoseType.Effective, RbeModel = "mmkm-qst", PlanSopInstanceUid = plan }, patient, WrittenCaseTests.Stamp);
        return [.. Directory.GetFiles(folder, "*.dcm", SearchOption.AllDirectories).Order()];
    }
}
