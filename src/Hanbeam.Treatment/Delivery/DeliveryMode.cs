namespace Hanbeam.Treatment.Delivery;

/// <summary>How a synchrotron changes from one energy layer to the next.</summary>
public enum DeliveryMode
{
    /// <summary>Multi-energy operation: one long flat-top is stepped down through the layers; a refill only when it is used up.</summary>
    MultiEnergy,

    /// <summary>One energy per spill: every layer, and every further spill of a layer, begins with a new acceleration.</summary>
    SingleEnergy,
}
