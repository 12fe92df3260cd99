using System.Numerics.Tensors;
using Hanbeam.Dose.PencilBeam;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// What an energy layer brings to every brick, whatever the error of delivery: its spots' lattice and, for its parts (<see cref="BrickParts"/>), one cache line of values for each depth.
/// </summary>
internal sealed class BrickLayer
{
    // Heights at which the spot in air is tabulated, and their range: machine files give it every some hundred millimetres, and no patient reaches further than a metre.
    private const float SpotStepMm = 2;
    private const float LowestZgMm = -1000;
    private const int SpotHeights = 1001;

    /// <param name="kernel">The layer's kernel.</param>
    /// <param name="parts">Which of its components make each part.</param>
    /// <param name="lattice">Its spots.</param>
    /// <param name="cut">What is left out.</param>
    /// <param name="interpolationVariance">Variance that interpolation between the bricks' points adds, mm².</param>
    public BrickLayer(LayerKernel kernel, int[][] parts, BrickLattice lattice, BrickCut cut, float interpolationVariance = 0)
    {
        (AddedVarianceX, AddedVarianceY) = (lattice.AddedVarianceX + interpolationVariance, lattice.AddedVarianceY + interpolationVariance);
        (Cut, Lattice, ShiftMm, ShifterFaceZgMm) = (cut, lattice, kernel.ShiftMm, (float)kernel.ShifterFaceZgMm);
        (RowCount, DepthStepMm) = (kernel.DepthCount, kernel.DepthStepMm);
        Negligible = cut.NegligibleShare * kernel.PeakAmplitude;
        Table = new LaneBuffer((RowCount + 1) * LaneBuffer.Lanes);
        Parts = new BrickPart[parts.Length];
        for (int n = 0, at = 0; n < parts.Length; at += BrickParts.ValuesOf(parts[n].Length), n++) Parts[n] = MakePart(kernel, parts[n], at);
        LastRowEnd = Parts.Max(part => part.Gaussians.Max(gaussian => gaussian.RowEnd));
        (SpotSigmaX, SpotSigmaY) = (new float[SpotHeights], new float[SpotHeights]);
        for (var n = 0; n < SpotHeights; n++)
        {
            var (x, y) = kernel.SpotSigma(LowestZgMm + n * SpotStepMm);
            (SpotSigmaX[n], SpotSigmaY[n]) = ((float)x, (float)y);
        }
    }

    /// <summary>What is left out.</summary>
    public BrickCut Cut { get; }

    public BrickLattice Lattice { get; }

    /// <summary>Its parts.</summary>
    public BrickPart[] Parts { get; }

    /// <summary>Variance along Xg that its grids add, mm²: the Gaussians are made so much narrower.</summary>
    public float AddedVarianceX { get; }

    /// <summary>The same along Yg, mm².</summary>
    public float AddedVarianceY { get; }

    /// <summary>Step of the depth lines, mm.</summary>
    public float DepthStepMm { get; }

    /// <summary>Range shifter, mm water.</summary>
    public float ShiftMm { get; }

    /// <summary>Zg of its downstream face, mm.</summary>
    public float ShifterFaceZgMm { get; }

    /// <summary>Amplitude below which a Gaussian is left out.</summary>
    public float Negligible { get; }

    /// <summary>Depth lines.</summary>
    public int RowCount { get; }

    /// <summary>One past the last line at which any Gaussian matters.</summary>
    public int LastRowEnd { get; }

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

    private BrickPart MakePart(LayerKernel kernel, int[] indices, int at)
    {
        KernelComponent[] components = [.. indices.Select(index => kernel.Components[index])];
        var all = new float[RowCount];
        foreach (var component in components) TensorPrimitives.Add(all, component.Amplitude, all);
        for (var c = 0; c < components.Length; c++) Write(components[c], c == 0, all, at, at + BrickParts.Means + 2 * c);
        var largest = (Alpha: 0f, SqrtBeta: 0f, Let: 0f);
        for (var start = at; start < Table.Count; start += LaneBuffer.Lanes)
        {
            var means = Table.Span.Slice(start, BrickParts.Means);
            largest = (Math.Max(largest.Alpha, means[0]), Math.Max(largest.SqrtBeta, means[1]), Math.Max(largest.Let, means[2]));
        }

        return new BrickPart(at, largest.Alpha, largest.SqrtBeta, largest.Let, [.. indices.Select((index, c) => MakeGaussian(kernel, index, at + BrickParts.Means + 2 * c))]);
    }

    // A part's alpha, sqrt(beta) and LET are means by amplitude over its Gaussians: of one group they differ only where an energy lies between two of the machine file, and by little. Where
    // nothing is left, those of the first.
    private void Write(KernelComponent component, bool first, float[] all, int meansAt, int at)
    {
        var table = Table.Span;
        for (var row = 0; row <= RowCount; row++)
        {
            var line = table.Slice(row * LaneBuffer.Lanes, LaneBuffer.Lanes);
            var source = Math.Min(row, RowCount - 1);
            var amplitude = component.Amplitude[source];
            var share = all[source] > 0 ? amplitude / all[source] : first ? 1 : 0;
            line[meansAt] += share * component.Alpha[source];
            line[meansAt + 1] += share * component.SqrtBeta[source];
            line[meansAt + 2] += share * component.Let[source];
            line[at] = row < RowCount ? amplitude : 0;
            line[at + 1] = component.Variance[source];
        }
    }

    private BrickGaussian MakeGaussian(LayerKernel kernel, int index, int at)
    {
        var (a0, a1, bornA0, bornA1) = kernel.ShifterMoments(index);
        return new BrickGaussian(at, EndOf(kernel.Components[index].Amplitude), new ShifterSpread((float)a0, (float)a1, (float)bornA0, (float)bornA1));
    }

    private int EndOf(float[] amplitude)
    {
        var end = amplitude.Length - 1;
        while (end > 0 && amplitude[end - 1] < Negligible) end--;
        return end;
    }
}
