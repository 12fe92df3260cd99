namespace Hanbeam.Centre.Simulation;

/// <summary>How appointments are given; docs/methods/centre-simulation.md says the rules in full.</summary>
/// <param name="HorizonWeeks">How far ahead courses are booked, weeks.</param>
/// <param name="ReservePercent">Share of the rooms' appointment time that new courses leave free for fractions to be made up, %.</param>
/// <param name="MakeUpDays">Open days after a course's last one in which a lost fraction is made up; without a free appointment it is added to the shortest of them.</param>
/// <param name="LastEntryMinutes">How long after closing a patient may still enter a room, min; who waits longer goes home, and the fraction is made up.</param>
public sealed record BookingPolicy(int HorizonWeeks, double ReservePercent, int MakeUpDays, double LastEntryMinutes);
