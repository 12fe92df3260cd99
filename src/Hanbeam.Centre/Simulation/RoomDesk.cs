namespace Hanbeam.Centre.Simulation;

/// <summary>A room on one day: who is in it and who waits for it. Of those present, the earliest appointment goes in.</summary>
internal sealed class RoomDesk
{
    private readonly List<Visit> waiting = [];

    /// <summary>Whether a patient is in the room.</summary>
    public bool Occupied { get; private set; }

    /// <summary>Time for which it was occupied, s.</summary>
    public double OccupiedSeconds { get; private set; }

    /// <summary>Patients who wait.</summary>
    public IReadOnlyList<Visit> Waiting => waiting;

    /// <summary>Begins a day.</summary>
    public void Reset()
    {
        waiting.Clear();
        Occupied = false;
        OccupiedSeconds = 0;
    }

    /// <summary>A patient comes.</summary>
    public void Arrive(Visit visit)
    {
        var n = waiting.Count;
        while (n > 0 && waiting[n - 1].AppointmentSeconds > visit.AppointmentSeconds) n--;
        waiting.Insert(n, visit);
    }

    /// <summary>The next patient goes in.</summary>
    public Visit Enter()
    {
        var next = waiting[0];
        waiting.RemoveAt(0);
        Occupied = true;
        return next;
    }

    /// <summary>The patient leaves.</summary>
    /// <param name="seconds">How long the patient was in the room.</param>
    public void Leave(double seconds)
    {
        Occupied = false;
        OccupiedSeconds += seconds;
    }

    /// <summary>All who wait go home.</summary>
    public List<Visit> SendHome()
    {
        var all = new List<Visit>(waiting);
        waiting.Clear();
        return all;
    }
}
