using Hanbeam.Treatment.Delivery;

namespace Hanbeam.Centre.Simulation;

/// <summary>What happened on a day.</summary>
internal sealed class DayTally
{
    /// <summary>Appointments of the day.</summary>
    public int Booked { get; set; }

    /// <summary>Patients who did not come.</summary>
    public int Missed { get; set; }

    /// <summary>Patients who were sent home.</summary>
    public int Cancelled { get; set; }

    /// <summary>Fractions that were not given.</summary>
    public List<Appointment> Lost { get; } = [];

    /// <summary>Fractions that were given.</summary>
    public List<CoursePatient> Given { get; } = [];

    /// <summary>Waiting for the room, the beam and a repair, of every fraction given, min.</summary>
    public List<double> RoomWaitMinutes { get; } = [];

    public List<double> BeamWaitMinutes { get; } = [];

    public double FailureWaitSeconds { get; private set; }

    /// <summary>Time in the room of all fractions given, s.</summary>
    public double InRoomSeconds { get; private set; }

    public double LastExitSeconds { get; set; }

    /// <summary>When the machine left standby and went back.</summary>
    public double OnSeconds { get; set; }

    public double OffSeconds { get; set; }

    public double BeamHeldSeconds { get; set; }

    public DeliveryTimes BeamTimes { get; set; }

    public double DownSeconds { get; set; }

    public double[] OccupiedSeconds { get; private set; } = [];

    public double[] StaffSeconds { get; private set; } = [];

    public double[] StaffWaitSeconds { get; private set; } = [];

    /// <summary>Begins a day.</summary>
    public void Reset(int rooms, int roles)
    {
        (Booked, Missed, Cancelled) = (0, 0, 0);
        Lost.Clear();
        Given.Clear();
        RoomWaitMinutes.Clear();
        BeamWaitMinutes.Clear();
        (FailureWaitSeconds, InRoomSeconds, LastExitSeconds) = (0, 0, 0);
        (OccupiedSeconds, StaffSeconds, StaffWaitSeconds) = (new double[rooms], new double[roles], new double[roles]);
    }

    /// <summary>A fraction was given.</summary>
    public void Complete(Visit visit, double inRoomSeconds)
    {
        Given.Add(visit.Appointment.Patient);
        RoomWaitMinutes.Add(visit.RoomWaitSeconds / 60);
        BeamWaitMinutes.Add(visit.BeamWaitSeconds / 60);
        FailureWaitSeconds += visit.FailureWaitSeconds;
        InRoomSeconds += inRoomSeconds;
    }
}
