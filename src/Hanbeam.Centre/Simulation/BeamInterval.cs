using Hanbeam.Treatment.Delivery;

namespace Hanbeam.Centre.Simulation;

/// <summary>The time that one field holds the centre's beam, from its request to its last ion.</summary>
/// <param name="StartSeconds">When it begins, s from midnight.</param>
/// <param name="EndSeconds">When it ends, s from midnight; waiting for the gate (breathing) included.</param>
/// <param name="Room">The room, from 0.</param>
/// <param name="Times">What the machine does meanwhile; it adds up to the interval's length, waiting for the gate included.</param>
public readonly record struct BeamInterval(double StartSeconds, double EndSeconds, int Room, DeliveryTimes Times);
