using Hanbeam.Centre.Simulation.Events;
using Hanbeam.Treatment.Delivery;

namespace Hanbeam.Centre.Simulation;

/// <summary>The one beam: rooms ask for it field by field and get it in the order in which they asked; a failure interrupts a field, which is then resumed.</summary>
internal sealed class BeamServer(EventCalendar calendar, BeamSharing sharing) : IProcess
{
    private const int SwitchDone = 0;

    private readonly List<Visit> waiting = [];
    private Visit? holder;
    private int lastRoom = -1;
    private int version;
    private bool delivering;
    private double deliveryStart;
    private double remainingSeconds;
    private double holdStart;
    private double downSince;
    private double downSecondsBefore;
    private readonly List<(double From, double To)> repairs = [];

    /// <summary>Whether the machine is broken.</summary>
    public bool Down { get; private set; }

    /// <summary>Time in which a room held the beam, s.</summary>
    public double HeldSeconds { get; private set; }

    /// <summary>Times of what was delivered.</summary>
    public DeliveryTimes Delivered { get; private set; }

    /// <summary>Receives the intervals of delivery, or null.</summary>
    public List<BeamInterval>? Log { get; set; }

    /// <summary>Time for which the machine was broken since the day began, s.</summary>
    public double DownSeconds => downSecondsBefore + (Down ? calendar.Now - downSince : 0);

    /// <summary>For how much of the time from a moment until now the machine was broken, s.</summary>
    /// <param name="seconds">The moment, today.</param>
    public double DownSecondsSince(double seconds)
    {
        var down = Down ? calendar.Now - Math.Max(seconds, downSince) : 0;
        foreach (var (from, to) in repairs) down += Math.Max(0, to - Math.Max(seconds, from));
        return down;
    }

    /// <summary>Begins a day.</summary>
    public void Reset()
    {
        repairs.Clear();
        waiting.Clear();
        holder = null;
        lastRoom = -1;
        version++;
        Down = delivering = false;
        (HeldSeconds, downSecondsBefore) = (0, 0);
        Delivered = default;
    }

    /// <summary>Asks for the beam; the visit is told when its field is done.</summary>
    public void Ask(Visit visit)
    {
        visit.AskedSeconds = calendar.Now;
        visit.DownSecondsWhenAsked = DownSeconds;
        waiting.Add(visit);
        Serve();
    }

    /// <summary>The machine breaks.</summary>
    public void Fail()
    {
        Down = true;
        downSince = calendar.Now;
        if (holder is null) return;
        version++;
        if (delivering) EndInterval();
        delivering = false;
    }

    /// <summary>The machine works again.</summary>
    public void Repair()
    {
        downSecondsBefore = DownSeconds;
        repairs.Add((downSince, calendar.Now));
        Down = false;
        if (holder is not null) Deliver();
        else Serve();
    }

    /// <summary>Takes everybody out who waits for a broken machine.</summary>
    public List<Visit> SendHome()
    {
        var all = new List<Visit>(waiting);
        if (holder is not null)
        {
            all.Add(holder);
            EndHold();
        }

        waiting.Clear();
        return all;
    }

    /// <inheritdoc/>
    public void Resume(int signal)
    {
        if (signal >> 1 != version) return;
        if ((signal & 1) == SwitchDone)
        {
            Deliver();
            return;
        }

        EndInterval();
        delivering = false;
        var done = holder!;
        done.CountBeamWait(DownSeconds);
        EndHold();
        done.Resume(Visit.FieldDone);
        Serve();
    }

    private void Serve()
    {
        if (Down || holder is not null || waiting.Count == 0) return;
        holder = waiting[0];
        waiting.RemoveAt(0);
        holdStart = calendar.Now;
        holder.GrantedSeconds = calendar.Now;
        holder.DownSecondsWhenGranted = DownSeconds;
        remainingSeconds = holder.FieldTimes.TotalSeconds;
        var switching = holder.Room == lastRoom ? 0 : sharing.RoomSwitchSeconds;
        lastRoom = holder.Room;
        version++;
        if (switching > 0) calendar.Schedule(calendar.Now + switching, this, version << 1 | SwitchDone);
        else Deliver();
    }

    private void Deliver()
    {
        delivering = true;
        deliveryStart = calendar.Now;
        version++;
        calendar.Schedule(calendar.Now + remainingSeconds, this, version << 1 | 1);
    }

    private void EndInterval()
    {
        var seconds = Math.Min(calendar.Now - deliveryStart, remainingSeconds);
        if (seconds <= 0) return;
        var total = holder!.FieldTimes.TotalSeconds;
        var times = holder.FieldTimes * (seconds / total);
        remainingSeconds -= seconds;
        Delivered += times;
        Log?.Add(new BeamInterval(deliveryStart, deliveryStart + seconds, holder.Room, times));
    }

    private void EndHold()
    {
        HeldSeconds += calendar.Now - holdStart;
        holder = null;
        delivering = false;
        version++;
    }
}
