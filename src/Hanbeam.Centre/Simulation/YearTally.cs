using Hanbeam.Treatment.Delivery;

namespace Hanbeam.Centre.Simulation;

/// <summary>Sums of one reported year of one replication.</summary>
/// <param name="rooms">Number of rooms.</param>
/// <param name="roles">Number of roles.</param>
internal sealed class YearTally(int rooms, int roles)
{
    public int Referred { get; set; }

    public int Started { get; set; }

    public int Finished { get; set; }

    public int Withdrawn { get; set; }

    public int Fractions { get; private set; }

    public int BusiestDay { get; private set; }

    public int Missed { get; private set; }

    public int Cancelled { get; private set; }

    public int OpenDays { get; private set; }

    public int OvertimeDays { get; private set; }

    public double OvertimeMinutes { get; private set; }

    public List<double> StartWaitDays { get; } = [];

    public double StartDelayDays { get; set; }

    public List<double> RoomWaitMinutes { get; } = [];

    public List<double> BeamWaitMinutes { get; } = [];

    public double FailureWaitSeconds { get; private set; }

    public double InRoomSeconds { get; private set; }

    public double BeamHeldSeconds { get; private set; }

    public DeliveryTimes BeamTimes { get; private set; }

    public double OpenSeconds { get; private set; }

    public double OnSeconds { get; private set; }

    public double DownSeconds { get; private set; }

    public double[] RoomOpenSeconds { get; } = new double[rooms];

    public double[] RoomOccupiedSeconds { get; } = new double[rooms];

    public double[] RoomBookedSeconds { get; } = new double[rooms];

    public double[] StaffSeconds { get; } = new double[roles];

    public double[] StaffOnDutySeconds { get; } = new double[roles];

    public double[] StaffWaitSeconds { get; } = new double[roles];

    public int WaitingAtEnd { get; set; }

    public int InCourseAtEnd { get; set; }

    /// <summary>Adds a day.</summary>
    public void Add(DayTally day, OpeningDay hours, IReadOnlyList<string> roleNames, Func<int, bool> hasRoom, Func<int, double> bookedMinutes)
    {
        OpenDays++;
        Fractions += day.Given.Count;
        BusiestDay = Math.Max(BusiestDay, day.Given.Count);
        Missed += day.Missed;
        Cancelled += day.Cancelled;
        var overtime = Math.Max(0, day.LastExitSeconds - hours.ClosesSeconds) / 60;
        OvertimeMinutes += overtime;
        if (overtime > 0) OvertimeDays++;
        RoomWaitMinutes.AddRange(day.RoomWaitMinutes);
        BeamWaitMinutes.AddRange(day.BeamWaitMinutes);
        FailureWaitSeconds += day.FailureWaitSeconds;
        InRoomSeconds += day.InRoomSeconds;
        BeamHeldSeconds += day.BeamHeldSeconds;
        BeamTimes += day.BeamTimes;
        OnSeconds += day.OffSeconds - day.OnSeconds;
        DownSeconds += day.DownSeconds;
        OpenSeconds += 60 * hours.BookableMinutes;
        for (var room = 0; room < rooms; room++)
        {
            RoomOccupiedSeconds[room] += day.OccupiedSeconds[room];
            RoomBookedSeconds[room] += 60 * bookedMinutes(room);
            if (hasRoom(room)) RoomOpenSeconds[room] += 60 * hours.BookableMinutes;
        }

        for (var role = 0; role < roles; role++)
        {
            StaffSeconds[role] += day.StaffSeconds[role];
            StaffWaitSeconds[role] += day.StaffWaitSeconds[role];
            foreach (var shift in hours.Shifts) StaffOnDutySeconds[role] += 60 * (shift.ToMinutes - shift.FromMinutes) * shift.Staff.GetValueOrDefault(roleNames[role]);
        }
    }
}
