using Hanbeam.Dose.PencilBeam;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// What an energy layer brings to every brick, whatever the error of delivery: its spots' lattice and, for up to three lateral components, one cache line of values for each depth.
/// </summary>
internal sealed class BrickLayer
{
    /// <summary>Most components of a layer: their values fill a line.</summary>
    public const int MostComponents = 3;

    /// <summary>Values of a component in a line: amplitude (Gy·mm² per 10⁶ ions), variance (mm²), alpha, sqrt(beta), LET.</summary>
    public const int Values = 5;

    // Heights at which the spot in air is tabulated, and their range: machine files give it every some hundred millimetres, and no patient reaches further than a metre.
    private const float SpotStepMm = 2;
    private const float LowestZgMm = -1000;
    private const int SpotHeights = 1001;

    /// <param name="kernel">The layer's kernel.</param>
    /// <param name="components">Which of its components.</param>
    /// <param name="lattice">Its spots.</param>
    /// <param name="cut">What is left out.</param>
    public BrickLayer(LayerKernel kernel, int[] components, BrickLattice lattice, BrickCut cut)
    {
        (Cut, Lattice, ComponentCount, ShiftMm, ShifterFaceZgMm) = (cut, lattice, components.Length, kernel.ShiftMm, (float)kernel.ShifterFaceZgMm);
        RowCount = kernel.DepthCount;
        Negligible = cut.NegligibleShare * kernel.PeakAmplitude;
        Table = MakeTable(kernel, components);
        RowEnd = [.. components.Select(c => EndOf(kernel.Components[c].Amplitude))];
        LastRowEnd = RowEnd.Max();
        Largest = [.. components.Select(c => kernel.Components[c]).Select(c => (c.Alpha.Max(), c.SqrtBeta.Max(), c.Let.Max()))];
        Shifter = [.. components.Select(c => kernel.ShifterMoments(c)).Select(m => new ShifterSpread((float)m.A0, (float)m.A1, (float)m.BornA0, (float)m.BornA1))];
        var sigmas = Enumerable.Range(0, SpotHeights).Select(n => kernel.SpotSigma(LowestZgMm + n * SpotStepMm)).ToArray();
        (SpotSigmaX, SpotSigmaY) = ([.. sigmas.Select(s => (float)s.X)], [.. sigmas.Select(s => (float)s.Y)]);
    }

    /// <summary>What is left out.</summary>
    public BrickCut Cut { get; }

    public BrickLattice Lattice { get; }

    public int ComponentCount { get; }

    /// <summary>Range shifter, mm water.</summary>
    public float ShiftMm { get; }

    /// <summary>Zg of its downstream face, mm.</summary>
    public float ShifterFaceZgMm { get; }

    /// <summary>What the shifter's gap adds to each component.</summary>
    public ShifterSpread[] Shifter { get; }

    /// <summary>Amplitude below which a component is left out.</summary>
    public float Negligible { get; }

    /// <summary>Depth lines.</summary>
    public int RowCount { get; }

    /// <summary>One past the last line at which each component matters.</summary>
    public int[] RowEnd { get; }

    /// <summary>The largest of them.</summary>
    public int LastRowEnd { get; }

    /// <summary>The largest alpha, sqrt(beta) and LET of each component over depth.</summary>
    public (float Alpha, float SqrtBeta, float Let)[] Largest { get; }

    /// <summary>The lines; the last holds no amplitude.</summary>
    public LaneBuffer Table { get; }

    /// <summary>The spot's sigma along Xg in air, every 2 mm from 1 m below the isocentre up, mm.</summary>
    public float[] SpotSigmaX { get; }

    /// <summary>The spot's sigma along Yg in air, mm.</summary>
    public float[] SpotSigmaY { get; }

    /// <summary>Memory, bytes.</summary>
    public long Bytes => 4L * Table.Count;

    /// <summary>The spot's sigmas in air at the two ends of a brick, mm.</summary>
    public (float LowX, float HighX, float LowY, float HighY) SpotSigma(float lowZgMm, float highZgMm)
    {
        var (low, high) = ((lowZgMm - LowestZgMm) / SpotStepMm, (highZgMm - LowestZgMm) / SpotStepMm);
        return (Read(SpotSigmaX, low), Read(SpotSigmaX, high), Read(SpotSigmaY, low), Read(SpotSigmaY, high));
    }

    private static float Read(float[] values, float position)
    {
        position = Math.Clamp(position, 0, values.Length - 1.001f);
        var lower = (int)position;
        return values[lower] + (position - lower) * (values[lower + 1] - values[lower]);
    }

    private LaneBuffer MakeTable(LayerKernel kernel, int[] components)
    {
        var table = new LaneBuffer((RowCount + 1) * LaneBuffer.Lanes);
        for (var row = 0; row <= RowCount; row++)
        {
            var line = table.Span.Slice(row * LaneBuffer.Lanes, LaneBuffer.Lanes);
            var source = Math.Min(row, RowCount - 1);
            for (var c = 0; c < components.Length; c++)
            {
                var component = kernel.Components[components[c]];
                line[c * Values] = row < RowCount ? component.Amplitude[source] : 0;
                line[c * Values + 1] = component.Variance[source];
                line[c * Values + 2] = component.Alpha[source];
                line[c * Values + 3] = component.SqrtBeta[source];
                line[c * Values + 4] = component.Let[source];
            }
        }

        return table;
    }

    private int EndOf(float[] amplitude)
    {
        var end = amplitude.Length - 1;
        while (end > 0 && amplitude[end - 1] < Negligible) end--;
        return end;
    }
}
