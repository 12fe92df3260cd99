using System.CommandLine;
using Hanbeam.App.Terminal;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam centre</c>: how a centre runs; every question has its own command below it.</summary>
internal static class CentreCommand
{
    /// <summary>The command and those below it.</summary>
    public static Command Create(CommandConsole console)
    {
        var centre = new HanbeamCommand("centre", "A centre's year, its questions, a day's board, courses, power.", "hanbeam centre run cases/centre-two-or-three-rooms/three-rooms.yaml --out out/three-rooms");
        centre.Subcommands.Add(CentreRunCommand.Create(console));
        centre.Subcommands.Add(CentreCompareCommand.Create(console));
        centre.Subcommands.Add(CentreDayCommand.Create(console));
        centre.Subcommands.Add(CentreCourseCommand.Create(console));
        centre.Subcommands.Add(CentrePowerCommand.Create(console));
        return centre;
    }
}
