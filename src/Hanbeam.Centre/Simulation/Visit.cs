using Hanbeam.Centre.Simulation.Events;
using Hanbeam.Numerics.Random;
using Hanbeam.Treatment.Delivery;

namespace Hanbeam.Centre.Simulation;

/// <summary>
/// One patient's visit: arrival, waiting for the room, the tasks in the room one after the other, each with its people, and field after field
/// with the beam. The order of its random numbers is fixed, so that the same visit takes the same minutes in every centre.
/// </summary>
internal sealed class Visit : IProcess
{
    public const int Arrived = 0, PeopleReady = 1, TaskDone = 2, FieldDone = 3;

    private readonly CentreDay day;
    private readonly RandomStream stream;
    private readonly List<(SessionTask Task, int Field)> tasks = [];
    private readonly DeliveryTimes[] fields;
    private int[]? people;
    private int at = -1;
    private double entered;

    /// <summary>Plans a visit.</summary>
    /// <param name="day">The day.</param>
    /// <param name="appointment">The appointment.</param>
    /// <param name="appointmentSeconds">When it is, s from midnight.</param>
    /// <param name="streams">The replication's streams.</param>
    public Visit(CentreDay day, Appointment appointment, double appointmentSeconds, CentreStreams streams)
    {
        this.day = day;
        Appointment = appointment;
        AppointmentSeconds = appointmentSeconds;
        var patient = appointment.Patient;
        stream = streams.Visit(patient.Number, patient.Visits++);
        var attendance = day.Centre.Attendance;
        Missed = 100 * stream.NextDouble() < attendance.MissedPercent;
        var late = 100 * stream.NextDouble() < attendance.LatePercent;
        var lateSeconds = 60 * attendance.LateMinutes.Sample(stream);
        ArrivalSeconds = appointmentSeconds + (late ? lateSeconds : -60 * attendance.EarlyMinutes);
        fields = [.. patient.Site.FieldsOf(appointment.Fraction).Select(field => field.Times * patient.BeamFactor)];
        Add(SessionTask.Immobilisation);
        Add(SessionTask.SetUp);
        Add(SessionTask.Imaging);
        for (var field = 0; field < fields.Length; field++)
        {
            if (field > 0) Add(SessionTask.BetweenFields);
            tasks.Add((SessionTask.Irradiation, field));
        }

        Add(SessionTask.Exit);
    }

    public Appointment Appointment { get; }

    public double AppointmentSeconds { get; }

    public double ArrivalSeconds { get; }

    /// <summary>Whether the patient does not come.</summary>
    public bool Missed { get; }

    public int Room => Appointment.Room;

    /// <summary>The field that is asked for or given.</summary>
    public DeliveryTimes FieldTimes => fields[tasks[at].Field];

    /// <summary>When the beam was asked for, and how long the machine had been down that day.</summary>
    public double AskedSeconds { get; set; }

    public double DownSecondsWhenAsked { get; set; }

    /// <summary>When the beam was given, and how long the machine had been down by then.</summary>
    public double GrantedSeconds { get; set; }

    public double DownSecondsWhenGranted { get; set; }

    /// <summary>Waiting for the room while the machine works, s.</summary>
    public double RoomWaitSeconds { get; private set; }

    /// <summary>Waiting for the beam while other rooms had it, s.</summary>
    public double BeamWaitSeconds { get; private set; }

    /// <summary>Waiting for a broken machine, s.</summary>
    public double FailureWaitSeconds { get; private set; }

    /// <inheritdoc/>
    public void Resume(int signal)
    {
        switch (signal)
        {
            case Arrived:
                day.Arrive(this);
                break;
            case PeopleReady:
                Begin();
                break;
            case TaskDone when tasks[at].Task == SessionTask.Irradiation:
                day.AskForBeam(this);
                break;
            default:
                Next();
                break;
        }
    }

    /// <summary>From when on waiting for the room counts: the appointment, or the arrival where that is later.</summary>
    public double WaitsFromSeconds => Math.Max(AppointmentSeconds, ArrivalSeconds);

    /// <summary>The patient goes into the room.</summary>
    /// <param name="downSeconds">For how much of the waiting the machine was broken: nobody is let in then.</param>
    public void Enter(double downSeconds)
    {
        entered = day.Calendar.Now;
        var broken = entered > WaitsFromSeconds ? downSeconds : 0;
        FailureWaitSeconds += broken;
        RoomWaitSeconds = Math.Max(0, entered - WaitsFromSeconds) - broken;
        Next();
    }

    /// <summary>A field is over: what of the waiting was the beam's, what a failure's.</summary>
    /// <param name="downSeconds">How long the machine has been down that day.</param>
    public void CountBeamWait(double downSeconds)
    {
        FailureWaitSeconds += downSeconds - DownSecondsWhenAsked;
        BeamWaitSeconds += GrantedSeconds - AskedSeconds - (DownSecondsWhenGranted - DownSecondsWhenAsked);
    }

    /// <summary>The patient leaves in the middle, because the machine is broken and the day is over.</summary>
    public void BreakOff()
    {
        ReleasePeople();
        day.Leave(this, day.Calendar.Now - entered, completed: false);
    }

    private void Add(SessionTask task)
    {
        if (Appointment.Patient.Site.Minutes.ContainsKey(task)) tasks.Add((task, -1));
    }

    private void Next()
    {
        ReleasePeople();
        at++;
        if (at == tasks.Count)
        {
            day.Leave(this, day.Calendar.Now - entered, completed: true);
            return;
        }

        people = day.PeopleFor(tasks[at].Task);
        if (people is null) Begin();
        else day.Staff.Ask(this, PeopleReady, people);
    }

    private void Begin()
    {
        var minutes = Appointment.Patient.Site.Minutes.TryGetValue(tasks[at].Task, out var distribution) ? distribution.Sample(stream) : 0;
        day.Calendar.Schedule(day.Calendar.Now + 60 * minutes, this, TaskDone);
    }

    private void ReleasePeople()
    {
        if (people is not null) day.Staff.Release(people);
        people = null;
    }
}
