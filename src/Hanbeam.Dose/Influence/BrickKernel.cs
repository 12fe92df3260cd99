using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hanbeam.Dose.Vectors;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// One brick under one layer, sixteen voxels at a time: reads the depth table, makes the halves of a part's separable windows, and applies them to the layer's nodes in both directions.
/// One thread's scratch.
/// </summary>
internal sealed class BrickKernel
{
    private const int Lanes = LaneBuffer.Lanes;

    private readonly DepthLines lines = new();
    private readonly GaussianWindow[] windows;
    private BrickLayer layer = null!;
    private BrickPoints points = null!;
    private int brick;
    private int shallowestRow;
    private Vector512<float> sigmaX;
    private Vector512<float> sigmaY;
    private int count;

    /// <param name="layers">All layers that it will be used for.</param>
    public BrickKernel(BrickLayer[] layers) =>
        windows = [.. Enumerable.Range(0, layers.Max(layer => layer.Parts.Max(part => part.Gaussians.Length))).Select(_ => new GaussianWindow(layers))];

    /// <summary>The Gaussians of the part that reach the brick.</summary>
    public ReadOnlySpan<GaussianWindow> Windows => windows.AsSpan(0, count);

    /// <summary>
    /// What a cut of the part's sum at a share of its peak leaves of that share, so that no more dose is lost than of one Gaussian. Below t lies t·2πσ² of a Gaussian's integral, so of several t = share ·
    /// Σ integrals / Σ 2πσ², and their peaks add to Σ integral / 2πσ². 1 for one Gaussian.
    /// </summary>
    public float CutShare { get; private set; }

    /// <summary>Alpha of the part, 1/Gy.</summary>
    public Vector512<float> Alpha { get; private set; }

    /// <summary>Sqrt(beta) of the part, 1/Gy.</summary>
    public Vector512<float> SqrtBeta { get; private set; }

    /// <summary>LET of the part, keV/µm.</summary>
    public Vector512<float> Let { get; private set; }

    /// <summary>Goes to a brick of a layer; false when no part reaches it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Enter(BrickLayer ofLayer, BrickPoints ofPoints, int ofBrick)
    {
        (layer, points, brick) = (ofLayer, ofPoints, ofBrick);
        ref readonly var box = ref points.Boxes[brick];
        shallowestRow = (int)((box.Shallowest + layer.ShiftMm) / layer.DepthStepMm);
        if (shallowestRow >= layer.LastRowEnd) return false;
        lines.Read(layer, points.Depth.Load(brick * Lanes));
        ReadSpot(box);
        return true;
    }

    /// <summary>Goes to one of the layer's parts; false when it has nothing here.</summary>
    /// <param name="part">Its index.</param>
    /// <param name="together">Whether all its Gaussians are wanted over the cells that any of them sees.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Select(BrickPart part, bool together = false)
    {
        count = 0;
        foreach (var gaussian in part.Gaussians)
            if (shallowestRow < gaussian.RowEnd && Place(gaussian)) count++;
        if (count == 0) return false;
        Alpha = lines.Of(part.At);
        SqrtBeta = lines.Of(part.At + 1);
        Let = lines.Of(part.At + 2);
        CutShare = 1;
        if (together && count > 1) Join();
        foreach (var window in Windows) window.MakeProfiles(points, brick);
        return true;
    }

    /// <summary>Dose of nodes' weights, Gy: Σ over Gaussians of amplitude · Σ_r y[r] Σ_c x[c]·w[r, c] in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Vector512<float> Contract(ref float nodes)
    {
        var sum = Vector512<float>.Zero;
        foreach (var window in Windows) sum = Vector512.FusedMultiplyAdd(window.Amplitude, window.Contract(ref nodes), sum);
        return sum;
    }

    /// <summary>The transposed of <see cref="Contract"/>: adds to sixteen partial sums a node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Spread(Vector512<float> factor, ref float nodes)
    {
        foreach (var window in Windows) window.Spread(window.Amplitude * factor, ref nodes);
    }

    /// <summary>Voxel–spot pairs, of a part selected together, for which a Gaussian is at least what the cutoff leaves along an axis.</summary>
    public long CountNonZeros()
    {
        var least = Vector512.Create(MathF.Exp(-layer.Cut.RadiusSquared / 2));
        var (cells, lattice, pairs) = (windows[0].Cells, layer.Lattice, 0);
        for (var row = cells.Row0; row < cells.RowEnd; row++)
        {
            for (var c = 0; c < cells.Columns; c++)
            {
                if (lattice.Occupied[row * lattice.Nx + cells.Column0 + c] == 0) continue;
                var seen = 0ul;
                foreach (var window in Windows)
                    seen |= Vector512.GreaterThanOrEqual(window.ProfileY(row) * Vector512.LoadUnsafe(ref window.X, (nuint)(c * Lanes)), least).ExtractMostSignificantBits();
                pairs += BitOperations.PopCount(seen);
            }
        }

        return pairs;
    }

    private void ReadSpot(in BrickBox box)
    {
        var (lowX, highX, lowY, highY) = layer.SpotSigma(box.LowZg, box.HighZg);
        var height = box.HighZg - box.LowZg;
        var share = height > 0 ? (points.Zg.Load(brick * Lanes) - Vector512.Create(box.LowZg)) * Vector512.Create(1 / height) : Vector512<float>.Zero;
        sigmaX = Vector512.FusedMultiplyAdd(share, Vector512.Create(highX - lowX), Vector512.Create(lowX));
        sigmaY = Vector512.FusedMultiplyAdd(share, Vector512.Create(highY - lowY), Vector512.Create(lowY));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Place(BrickGaussian gaussian)
    {
        var integral = lines.Of(gaussian.At);
        if (!Vector512.GreaterThanAny(integral, Vector512.Create(layer.Negligible))) return false;
        var variance = lines.Of(gaussian.At + 1);
        if (layer.Cut.Kind != BrickCutKind.Window) integral &= lines.InTable;
        if (layer.ShiftMm > 0) variance += GapSpread(gaussian.Shifter);
        var (varianceX, varianceY) = (Vector512.FusedMultiplyAdd(sigmaX, sigmaX, variance), Vector512.FusedMultiplyAdd(sigmaY, sigmaY, variance));
        (varianceX, varianceY) = (Less(varianceX, layer.AddedVarianceX), Less(varianceY, layer.AddedVarianceY));
        if (points.Narrower is { } narrower)
        {
            var (less, least) = (narrower.Load(brick * Lanes), Vector512.Create(PencilBeam.SubSpots.LeastVarianceShare));
            (varianceX, varianceY) = (Vector512.Max(varianceX - less, least * varianceX), Vector512.Max(varianceY - less, least * varianceY));
        }

        return windows[count].Place(layer, points, brick, integral, BrickMath.ReciprocalSqrt(varianceX), BrickMath.ReciprocalSqrt(varianceY));
    }

    // What the grids add is taken off, down to twice that: narrower Gaussians are not carried by nodes so far apart, and come out wider rather than uneven.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Less(Vector512<float> variance, float added) =>
        added == 0 ? variance : Vector512.MaxNative(variance - Vector512.Create(added), Vector512.MinNative(variance, Vector512.Create(2 * added)));

    private void Join()
    {
        for (var n = 1; n < count; n++) windows[0].Include(windows[n]);
        for (var n = 1; n < count; n++) windows[n].Include(windows[0]);
        var (integrals, areas, peaks) = (0f, 0f, 0f);
        foreach (var window in Windows)
        {
            var (integral, peak) = (BrickMath.Max(window.Integral), BrickMath.Max(window.Amplitude));
            integrals += integral;
            peaks += peak;
            areas += integral / peak;
        }

        CutShare = integrals / (areas * peaks);
    }

    private Vector512<float> GapSpread(in ShifterSpread spread)
    {
        var depth = points.Depth.Load(brick * Lanes);
        var gap = Vector512.MaxNative(Vector512<float>.Zero, Vector512.Create(layer.ShifterFaceZgMm) - points.Zg.Load(brick * Lanes) - depth);
        var square = gap * (gap + depth + depth);
        var primaries = Vector512.Create(2 * spread.A1) * gap + Vector512.Create(spread.A0) * square;
        var born = Vector512.Create(2 * spread.BornA1) * gap + Vector512.Create(spread.BornA0) * square;
        var share = Vector512.Create(layer.ShiftMm) / (Vector512.Create(layer.ShiftMm) + depth);
        return Vector512.FusedMultiplyAdd(share, born - primaries, primaries);
    }
}
