namespace Hanbeam.Centre.Simulation;

/// <summary>How the one beam is shared by the rooms. Requests are served in the order in which they come.</summary>
/// <param name="RoomSwitchSeconds">Time to lead the beam to another room than before, s.</param>
/// <param name="OnBeforeMinutes">How long before the first shift the machine leaves standby, min.</param>
/// <param name="OffAfterMinutes">How long after the last patient of a day it goes back to standby, min.</param>
public sealed record BeamSharing(double RoomSwitchSeconds, double OnBeforeMinutes, double OffAfterMinutes);
