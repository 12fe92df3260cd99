using System.Runtime.InteropServices;

namespace Hanbeam.Treatment.Structures;

/// <summary>Lines along x through one slab of a body: each stands for a strip of y and holds the intervals of x that lie inside.</summary>
internal sealed class BodyLines
{
    private readonly List<(double LowerMm, double UpperMm, int FirstInterval)> lines = [];
    private readonly List<(double X0, double X1, double Fraction)> intervals = [];

    /// <summary>Number of lines.</summary>
    public int Count => lines.Count;

    /// <summary>Starts a line.</summary>
    /// <param name="lowerMm">Lower end of its strip along y, mm.</param>
    /// <param name="upperMm">Upper end of its strip, mm.</param>
    public void Start(double lowerMm, double upperMm) => lines.Add((lowerMm, upperMm, intervals.Count));

    /// <summary>Adds an interval to the line started last; one without length is left out.</summary>
    /// <param name="x0">Lower end, mm.</param>
    /// <param name="x1">Upper end, mm.</param>
    /// <param name="fraction">Part of the interval's volume inside the body, above 0, at most 1.</param>
    public void Add(double x0, double x1, double fraction)
    {
        if (x1 > x0) intervals.Add((x0, x1, fraction));
    }

    /// <summary>The strip of a line along y, mm.</summary>
    public (double LowerMm, double UpperMm) Strip(int line) => (lines[line].LowerMm, lines[line].UpperMm);

    /// <summary>The intervals of a line, ascending, not overlapping.</summary>
    public ReadOnlySpan<(double X0, double X1, double Fraction)> Intervals(int line)
    {
        var first = lines[line].FirstInterval;
        var end = line + 1 < lines.Count ? lines[line + 1].FirstInterval : intervals.Count;
        return CollectionsMarshal.AsSpan(intervals)[first..end];
    }

    /// <summary>Area inside, mm².</summary>
    public double AreaMm2()
    {
        var sum = 0.0;
        for (var line = 0; line < Count; line++)
        {
            var length = 0.0;
            foreach (var (x0, x1, fraction) in Intervals(line)) length += fraction * (x1 - x0);
            sum += length * (lines[line].UpperMm - lines[line].LowerMm);
        }

        return sum;
    }
}
