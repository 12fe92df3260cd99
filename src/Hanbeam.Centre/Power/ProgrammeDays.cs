using Hanbeam.Treatment.Delivery;

namespace Hanbeam.Centre.Power;

/// <summary>A number of days on which the same is done.</summary>
/// <param name="Days">How many.</param>
/// <param name="OpensSeconds">When the machine is ready, s from midnight.</param>
/// <param name="ClosesSeconds">When it goes back to the night, s from midnight.</param>
/// <param name="Fractions">Fractions a day.</param>
/// <param name="Times">What the machine does for one fraction.</param>
/// <param name="PauseSeconds">How long the beam is held in one fraction, s.</param>
public sealed record ProgrammeDays(int Days, double OpensSeconds, double ClosesSeconds, int Fractions, DeliveryTimes Times, double PauseSeconds);
