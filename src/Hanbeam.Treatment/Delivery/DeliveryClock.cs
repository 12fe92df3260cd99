using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Treatment.Delivery;

/// <summary>The running state of a delivery: time, and what is left of the cycle. A spot is interrupted where a cycle ends and resumed in the next.</summary>
internal sealed class DeliveryClock(DeliveryTiming timing, DeliveryMode mode, BreathGate? gate)
{
    private readonly double stepKeeps = timing.EnergyStepKeeps ?? 1;
    private readonly int mostLayers = timing.LayersPerFlatTop ?? int.MaxValue;
    private readonly double cycleSeconds = mode == DeliveryMode.MultiEnergy ? timing.FlatTopSeconds : timing.SpillSeconds;
    private readonly double gapSeconds = mode == DeliveryMode.MultiEnergy ? timing.RefillSeconds : timing.SpillGapSeconds;
    private double now;
    private double energyMeVPerU = double.NegativeInfinity;
    private double cycleSecondsLeft;
    private double ionsLeft;
    private (double XMm, double YMm) place;
    private int layersOfCycle;
    private int spills;
    private DeliveryTimes times;

    /// <summary>Delivers a layer, or returns null where it has no ions.</summary>
    public LayerDelivery? Deliver(EnergyLayer layer)
    {
        var spots = 0;
        var particles = 0.0;
        var start = 0.0;
        spills = 0;
        times = default;
        for (var n = 0; n < layer.Count; n++)
        {
            if (!(layer.Particles[n] > 0)) continue;
            var spot = (layer.XMm[n], layer.YMm[n]);
            if (spots == 0)
            {
                if (ChangeEnergy(layer.EnergyMeVPerU)) place = spot;
                start = now;
            }

            Scan(MoveSeconds(place, spot));
            Shoot(layer.Particles[n]);
            particles += layer.Particles[n];
            spots++;
            place = spot;
        }

        return spots == 0 ? null : new LayerDelivery(layer.EnergyMeVPerU, start, now, spots, particles, spills, times);
    }

    /// <summary>Steps or starts a cycle; false where a layer of the same energy goes on in the flat-top that runs, so that the way to its first spot takes time.</summary>
    private bool ChangeEnergy(double newEnergyMeVPerU)
    {
        var goesOn = mode == DeliveryMode.MultiEnergy && cycleSecondsLeft > 0 && ionsLeft > 0;
        if (goesOn && newEnergyMeVPerU == energyMeVPerU) return false;
        if (goesOn && newEnergyMeVPerU < energyMeVPerU && cycleSecondsLeft > timing.EnergyStepSeconds && layersOfCycle < mostLayers)
        {
            Pass(timing.EnergyStepSeconds);
            ionsLeft *= stepKeeps;
            layersOfCycle++;
            times += new DeliveryTimes(0, 0, timing.EnergyStepSeconds, 0);
        }
        else
        {
            StartCycle();
        }

        energyMeVPerU = newEnergyMeVPerU;
        return true;
    }

    /// <summary>The ring waits for the gate before it accelerates, so that the gate costs a new cycle none of its length.</summary>
    private void StartCycle()
    {
        now += gapSeconds;
        var closed = gate?.ClosedSeconds(now) ?? 0;
        now += closed;
        times += new DeliveryTimes(0, 0, 0, gapSeconds, 0, closed);
        layersOfCycle = 1;
        cycleSecondsLeft = cycleSeconds;
        ionsLeft = timing.StoredIons;
        spills++;
    }

    /// <summary>The way to a layer's first spot is made during the step or gap before it, so that only the settling counts.</summary>
    private void Scan(double moveSeconds)
    {
        var seconds = moveSeconds + timing.SettlingSeconds;
        Pass(seconds);
        times += new DeliveryTimes(0, seconds, 0, 0);
    }

    private void Shoot(double particles)
    {
        while (particles > 0)
        {
            if (cycleSecondsLeft <= 0 || ionsLeft <= 0) StartCycle();
            if (WaitForGate()) continue;
            var openSeconds = Math.Min(cycleSecondsLeft, gate?.OpenSeconds(now) ?? double.PositiveInfinity);
            var inThisOpening = Math.Min(particles, Math.Min(ionsLeft, openSeconds * timing.ExtractionIonsPerSecond));
            var seconds = inThisOpening / timing.ExtractionIonsPerSecond;
            Pass(seconds);
            ionsLeft -= inThisOpening;
            particles -= inThisOpening;
            times += new DeliveryTimes(seconds, 0, 0, 0);
        }
    }

    /// <summary>Waits on the flat-top until the gate opens or the cycle ends; true where it waited.</summary>
    private bool WaitForGate()
    {
        var seconds = Math.Min(gate?.ClosedSeconds(now) ?? 0, cycleSecondsLeft);
        if (seconds <= 0) return false;
        Pass(seconds);
        times += new DeliveryTimes(0, 0, 0, 0, seconds);
        return true;
    }

    private void Pass(double seconds)
    {
        now += seconds;
        cycleSecondsLeft -= seconds;
    }

    private double MoveSeconds((double XMm, double YMm) from, (double XMm, double YMm) to) => Math.Max(
        Math.Abs(to.XMm - from.XMm) / timing.ScanSpeedXMmPerSecond,
        Math.Abs(to.YMm - from.YMm) / timing.ScanSpeedYMmPerSecond);
}
