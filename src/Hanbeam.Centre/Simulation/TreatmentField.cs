using Hanbeam.Treatment.Delivery;

namespace Hanbeam.Centre.Simulation;

/// <summary>One field of a site's fractions.</summary>
/// <param name="Port">The port that it needs.</param>
/// <param name="Times">Its beam time, from the request of the beam to the last ion.</param>
/// <param name="Source">The plan from which the times come, or null where the file gives them.</param>
public sealed record TreatmentField(string Port, DeliveryTimes Times, string? Source = null);
