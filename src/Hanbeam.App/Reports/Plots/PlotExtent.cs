namespace Hanbeam.App.Reports.Plots;

/// <summary>The values that a plot's axes must reach.</summary>
internal static class PlotExtent
{
    /// <summary>Along the bottom; bars need half their width beyond their middles.</summary>
    public static IEnumerable<double> X(Plot plot) => plot.Series.SelectMany(series => series switch
    {
        LineSeries line => line.X,
        BandSeries band => band.X,
        ScatterSeries scatter => scatter.X,
        BarSeries bars => bars.X.Select(x => x - 0.5 * Spacing(bars)).Concat(bars.X.Select(x => x + 0.5 * Spacing(bars))),
        _ => [],
    });

    /// <summary>Along the left; bars start at zero.</summary>
    public static IEnumerable<double> Y(Plot plot) => plot.Series.SelectMany(series => series switch
    {
        LineSeries line => line.Y,
        BandSeries band => band.Lower.Concat(band.Upper),
        ScatterSeries scatter => scatter.Y,
        BarSeries bars => bars.Height.Append(0).Concat(bars.Lower ?? []).Concat(bars.Upper ?? []),
        _ => [],
    });

    /// <summary>Distance of the bars of a series: the least between neighbours, 1 for a single one.</summary>
    public static double Spacing(BarSeries bars)
    {
        var least = double.PositiveInfinity;
        for (var n = 1; n < bars.X.Count; n++) least = Math.Min(least, Math.Abs(bars.X[n] - bars.X[n - 1]));
        return double.IsFinite(least) && least > 0 ? least : 1;
    }
}
