namespace Hanbeam.Treatment.Delivery;

/// <summary>The delivery of one energy layer.</summary>
/// <param name="EnergyMeVPerU">Nominal energy, MeV/u.</param>
/// <param name="StartSeconds">When its first spot settles, s from the request of the beam (after the step or gap that leads to the layer).</param>
/// <param name="EndSeconds">When its last ion is delivered, s.</param>
/// <param name="Spots">Spots delivered (spots without ions are passed over).</param>
/// <param name="Particles">Ions delivered in this fraction.</param>
/// <param name="Spills">Flat-tops or spills that began for or within this layer.</param>
/// <param name="Times">What the time went into, the step or gap before the layer included.</param>
public sealed record LayerDelivery(
    double EnergyMeVPerU, double StartSeconds, double EndSeconds, int Spots, double Particles, int Spills, DeliveryTimes Times);
