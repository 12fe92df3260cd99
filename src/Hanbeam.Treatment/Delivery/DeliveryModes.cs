using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Treatment.Delivery;

/// <summary>The names that machine files use for <see cref="DeliveryMode"/>.</summary>
public static class DeliveryModes
{
    /// <summary>The mode that a machine uses unless told otherwise.</summary>
    /// <param name="machine">The machine; <see cref="DeliveryTiming.DefaultMode"/> is <c>multi-energy</c> or <c>single-energy</c>.</param>
    /// <exception cref="InputException">The name is neither.</exception>
    public static DeliveryMode DefaultOf(Machine machine) => machine.Timing.DefaultMode switch
    {
        "multi-energy" => DeliveryMode.MultiEnergy,
        "single-energy" => DeliveryMode.SingleEnergy,
        var other => throw new InputException($"machine {machine.Name}: the default timing mode is \"{other}\", but must be multi-energy or single-energy"),
    };
}
