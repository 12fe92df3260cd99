using Hanbeam.Numerics.Special;

namespace Hanbeam.Centre.DayBoard;

/// <summary>
/// A setup time that holds with a wanted probability, planned in place of the median: the quantile buffers of [Braune2021], here with a lognormal setup time
/// given by its median and the time that nine in ten keep.
/// </summary>
public static class SetupBuffer
{
    /// <summary>The setup time to plan.</summary>
    /// <param name="medianMinutes">The time that half of the setups keep, min.</param>
    /// <param name="ninetiethMinutes">The time that nine in ten keep, min, at least the median.</param>
    /// <param name="probability">Share of setups that shall be done in the planned time, 0.5 to 0.99.</param>
    /// <returns>min</returns>
    public static double PlannedMinutes(double medianMinutes, double ninetiethMinutes, double probability) => medianMinutes == 0 ? 0 :
        medianMinutes * Math.Pow(ninetiethMinutes / medianMinutes, NormalDistribution.Quantile(probability) / NormalDistribution.Quantile(0.9));
}
