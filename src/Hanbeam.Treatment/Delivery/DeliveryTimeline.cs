using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Treatment.Delivery;

/// <summary>
/// When a beam's layers are delivered in one fraction: a pure function of the beam, the machine's timing and the mode.
/// Times are s from the request of the beam with an empty ring; what happens between beams (couch, gantry, staff) is not in it.
/// Source: docs/methods/delivery-timeline.md; the structure of the model follows [Shen2017] (time per layer change, per spot and per
/// length scanned) with the flat-top, spill and charge limits of the machine file. Energy steps go down only: a layer above the one
/// before it starts a new cycle. Share of ions kept by a step and layers per flat-top as in [Liang2022].
/// </summary>
public sealed class DeliveryTimeline
{
    private DeliveryTimeline(int beamNumber, DeliveryMode mode, IReadOnlyList<LayerDelivery> layers)
    {
        BeamNumber = beamNumber;
        Mode = mode;
        Layers = layers;
        foreach (var layer in layers) Times += layer.Times;
    }

    /// <summary>The beam's number in its plan.</summary>
    public int BeamNumber { get; }

    /// <summary>The timing mode assumed.</summary>
    public DeliveryMode Mode { get; }

    /// <summary>The layers that have ions, in the beam's order.</summary>
    public IReadOnlyList<LayerDelivery> Layers { get; }

    /// <summary>What the beam's time is spent on.</summary>
    public DeliveryTimes Times { get; }

    /// <summary>Number of flat-tops (multi-energy) or spills (single energy).</summary>
    public int Spills => Layers.Sum(layer => layer.Spills);

    /// <summary>The timeline of one beam.</summary>
    /// <param name="beam">The beam; particles are per fraction.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="mode">The mode, or null for the machine's default.</param>
    /// <param name="gate">The breath gate, or null where ions are always welcome.</param>
    /// <exception cref="InputException">A figure of the machine's timing is missing, negative or zero where it may not be.</exception>
    public static DeliveryTimeline Of(PlanBeam beam, Machine machine, DeliveryMode? mode = null, BreathGate? gate = null)
    {
        Check(machine);
        var chosen = mode ?? DeliveryModes.DefaultOf(machine);
        var clock = new DeliveryClock(machine.Timing, chosen, gate);
        var layers = new List<LayerDelivery>();
        foreach (var layer in beam.Layers)
            if (clock.Deliver(layer) is { } delivered)
                layers.Add(delivered);
        return new DeliveryTimeline(beam.Number, chosen, layers);
    }

    /// <summary>One timeline per beam of a plan, in its order, each counted from its own request of the beam.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="mode">The mode, or null for the machine's default.</param>
    /// <param name="gate">The breath gate, or null where ions are always welcome.</param>
    /// <exception cref="InputException">As for a beam.</exception>
    public static IReadOnlyList<DeliveryTimeline> Of(Plan plan, Machine machine, DeliveryMode? mode = null, BreathGate? gate = null) =>
        [.. plan.Beams.Select(beam => Of(beam, machine, mode, gate))];

    private static void Check(Machine machine)
    {
        var t = machine.Timing;
        Require(machine, "extraction rate", t.ExtractionIonsPerSecond, "ions/s", positive: true);
        Require(machine, "number of stored ions", t.StoredIons, "ions", positive: true);
        Require(machine, "scan speed along x", t.ScanSpeedXMmPerSecond, "mm/s", positive: true);
        Require(machine, "scan speed along y", t.ScanSpeedYMmPerSecond, "mm/s", positive: true);
        Require(machine, "settling time", t.SettlingSeconds, "s", positive: false);
        Require(machine, "energy step", t.EnergyStepSeconds, "s", positive: false);
        Require(machine, "flat-top", t.FlatTopSeconds, "s", positive: true);
        Require(machine, "refill", t.RefillSeconds, "s", positive: false);
        Require(machine, "spill", t.SpillSeconds, "s", positive: true);
        Require(machine, "spill gap", t.SpillGapSeconds, "s", positive: false);
        if (t.EnergyStepKeeps is <= 0 or > 1 or double.NaN)
            throw new InputException(FormattableString.Invariant($"machine {machine.Name}: an energy step keeps {t.EnergyStepKeeps} of the ions, but must keep more than 0 and at most 1"));
        if (t.LayersPerFlatTop < 1)
            throw new InputException(FormattableString.Invariant($"machine {machine.Name}: a flat-top has {t.LayersPerFlatTop} layers, but must have at least 1"));
    }

    private static void Require(Machine machine, string what, double value, string unit, bool positive)
    {
        if (double.IsFinite(value) && (positive ? value > 0 : value >= 0)) return;
        throw new InputException(FormattableString.Invariant(
            $"machine {machine.Name}: the {what} is {value} {unit}, but must be {(positive ? "above 0" : "0 or more")}"));
    }
}
