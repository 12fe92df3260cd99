namespace Hanbeam.Centre.Simulation;

/// <summary>
/// Unplanned losses of the beam, as ranges: every replication draws its own mean times uniformly from them, because nobody knows them beforehand.
/// Times between failures (of machine-on time) and repairs are exponential with these means.
/// </summary>
/// <param name="LeastHoursBetween">Least mean time between failures, h.</param>
/// <param name="MostHoursBetween">Greatest mean time between failures, h.</param>
/// <param name="LeastRepairMinutes">Least mean repair, min.</param>
/// <param name="MostRepairMinutes">Greatest mean repair, min.</param>
public sealed record FailureRanges(double LeastHoursBetween, double MostHoursBetween, double LeastRepairMinutes, double MostRepairMinutes)
{
    /// <summary>Least availability within the ranges: time between failures over time between failures and repair.</summary>
    public double LeastAvailability => LeastHoursBetween / (LeastHoursBetween + MostRepairMinutes / 60);

    /// <summary>Greatest availability within the ranges.</summary>
    public double MostAvailability => MostHoursBetween / (MostHoursBetween + LeastRepairMinutes / 60);
}
