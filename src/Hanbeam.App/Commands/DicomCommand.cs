using System.CommandLine;
using Hanbeam.App.Terminal;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam dicom</c>: DICOM files and the network they travel on; every task has its own command below it.</summary>
internal static class DicomCommand
{
    /// <summary>The command and those below it.</summary>
    public static Command Create(CommandConsole console)
    {
        var dicom = new HanbeamCommand("dicom", "DICOM files: checked, de-identified, sent and fetched.", "hanbeam dicom check cases/patient");
        dicom.Subcommands.Add(DicomCheckCommand.Create(console));
        dicom.Subcommands.Add(DicomDeidentifyCommand.Create(console));
        dicom.Subcommands.Add(DicomEchoCommand.Create(console));
        dicom.Subcommands.Add(DicomSendCommand.Create(console));
        dicom.Subcommands.Add(DicomFindCommand.Create(console));
        dicom.Subcommands.Add(DicomFetchCommand.Create(console));
        dicom.Subcommands.Add(DicomReceiveCommand.Create(console));
        return dicom;
    }
}
