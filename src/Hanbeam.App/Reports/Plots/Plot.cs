using SkiaSharp;

namespace Hanbeam.App.Reports.Plots;

/// <summary>A plot: axes with units, and what is drawn between them, later series over earlier ones.</summary>
/// <param name="X">Axis along the bottom.</param>
/// <param name="Y">Axis along the left.</param>
/// <param name="Series">What is drawn.</param>
internal sealed record Plot(PlotAxis X, PlotAxis Y, IReadOnlyList<PlotSeries> Series)
{
    /// <summary>A line above the plot, or empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>Whether the names of the series stand above the plot; unnamed series are left out.</summary>
    public bool Legend { get; init; } = true;
}

/// <summary>An axis.</summary>
/// <param name="Label">Quantity and unit.</param>
internal sealed record PlotAxis(string Label)
{
    /// <summary>Where it starts, or null for what the data need.</summary>
    public double? Minimum { get; init; }

    /// <summary>Where it ends, or null for what the data need.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether it is logarithmic; values that are not positive are then left out.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Names at 0, 1, 2, … instead of numbers, or null.</summary>
    public IReadOnlyList<string>? Categories { get; init; }
}

/// <summary>What all series have.</summary>
/// <param name="Name">Its name in the legend, or empty for none.</param>
/// <param name="Color">Its colour.</param>
internal abstract record PlotSeries(string Name, SKColor Color);

/// <summary>A line through points; a value that is not finite interrupts it.</summary>
internal sealed record LineSeries(string Name, SKColor Color, IReadOnlyList<double> X, IReadOnlyList<double> Y) : PlotSeries(Name, Color)
{
    /// <summary>How it is interrupted: 0 not at all, from 1 on each number in a way of its own.</summary>
    public int Dash { get; init; }

    /// <summary>Whether each value holds until the next point.</summary>
    public bool Steps { get; init; }

    /// <summary>Thickness, points.</summary>
    public float Thickness { get; init; } = 1.2f;
}

/// <summary>The area between two lines.</summary>
internal sealed record BandSeries(string Name, SKColor Color, IReadOnlyList<double> X, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper) : PlotSeries(Name, Color);

/// <summary>Bars from zero; several series of bars stand beside each other.</summary>
internal sealed record BarSeries(string Name, SKColor Color, IReadOnlyList<double> X, IReadOnlyList<double> Height) : PlotSeries(Name, Color)
{
    /// <summary>Lower ends of whiskers, or null.</summary>
    public IReadOnlyList<double>? Lower { get; init; }

    /// <summary>Upper ends of whiskers, or null.</summary>
    public IReadOnlyList<double>? Upper { get; init; }
}

/// <summary>Points.</summary>
internal sealed record ScatterSeries(string Name, SKColor Color, IReadOnlyList<double> X, IReadOnlyList<double> Y) : PlotSeries(Name, Color);
