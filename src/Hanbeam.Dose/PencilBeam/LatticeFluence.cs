using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hanbeam.Dose.Vectors;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>
/// Spots on a lattice: the Gaussian separates, so a window of n × m spots costs n + m exponentials and n·m products, sixteen columns and four rows at a time.
/// The Gaussians end where those of <see cref="ScatteredFluence"/> do. Machines without 512-bit vectors take the same sixteen lanes in halves: the same bits.
/// </summary>
internal sealed class LatticeFluence : ILayerFluence
{
    /// <summary>Finest lattice whose windows hold four sigmas of the widest halo (60 mm) in the longest profile.</summary>
    public const double FinestStepMm = 1;

    private const int Lanes = 16;

    // Rows in flight, so that a product need not wait for the one before.
    private const int Rows = 4;

    private static readonly Vector512<float> LaneNumbers = Vector512.Create(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f, 10f, 11f, 12f, 13f, 14f, 15f);

    private readonly SpotLattice lattice;
    private readonly bool roundCutoff;
    private readonly int pitch;
    private readonly float[] weights;
    private readonly double columnsPerMm;
    private readonly double rowsPerMm;

    public LatticeFluence(SpotLattice lattice, ReadOnlySpan<double> spotWeights, bool roundCutoff = false)
    {
        (this.lattice, this.roundCutoff) = (lattice, roundCutoff);
        (columnsPerMm, rowsPerMm) = (1 / lattice.StepXMm, 1 / lattice.StepYMm);

        // Rows end in zeros, and rows of zeros follow, so that whole vectors and groups of rows can be read from any node.
        pitch = (lattice.Nx + Lanes - 1) / Lanes * Lanes + Lanes;
        weights = new float[pitch * (lattice.Ny + Rows)];
        for (var n = 0; n < spotWeights.Length; n++) weights[lattice.Row[n] * pitch + lattice.Column[n]] += (float)spotWeights[n];
    }

    public float Fold(float xMm, float yMm, float sigmaXMm, float sigmaYMm, Span<float> scratch)
    {
        // Everything in lattice steps.
        var (u, sigmaU) = ((xMm - lattice.X0Mm) * columnsPerMm, sigmaXMm * columnsPerMm);
        var (column, columns) = Window(u, GaussianCutoff.Sigmas * sigmaU, lattice.Nx);
        if (columns <= 0) return 0;
        var (v, sigmaV) = ((yMm - lattice.Y0Mm) * rowsPerMm, sigmaYMm * rowsPerMm);
        var (row, rows) = Window(v, GaussianCutoff.Sigmas * sigmaV, lattice.Ny);
        if (rows <= 0) return 0;
        var start = row * pitch + column;
        var (scaleU, scaleV) = ((float)(-0.5 / (sigmaU * sigmaU)), (float)(-0.5 / (sigmaV * sigmaV)));
        var (firstU, firstV) = ((float)(column - u), (float)(row - v));
        ref var y = ref MemoryMarshal.GetReference(scratch);
        for (var r = 0; r < rows; r += Lanes) Profile(firstV, r, rows, scaleV).StoreUnsafe(ref y, (nuint)r);
        if (roundCutoff) return ContractRound(start, rows, columns, firstU, scaleU, firstV, scaleV, ref y) / GaussianCutoff.RoundShare;
        return GaussianCutoff.Compensation * Contract(start, rows, columns, firstU, scaleU, ref y);
    }

    public float FoldScalar(float xMm, float yMm, float sigmaXMm, float sigmaYMm)
    {
        var (column, columns) = Window((xMm - lattice.X0Mm) * columnsPerMm, GaussianCutoff.Sigmas * (sigmaXMm * columnsPerMm), lattice.Nx);
        var (row, rows) = Window((yMm - lattice.Y0Mm) * rowsPerMm, GaussianCutoff.Sigmas * (sigmaYMm * rowsPerMm), lattice.Ny);
        var sum = 0.0;
        for (var r = row; r < row + rows; r++)
        {
            for (var c = column; c < column + columns; c++)
            {
                var dx = (lattice.X0Mm + c * lattice.StepXMm - xMm) / sigmaXMm;
                var dy = (lattice.Y0Mm + r * lattice.StepYMm - yMm) / sigmaYMm;
                if (!roundCutoff || dx * dx + dy * dy <= GaussianCutoff.RoundRadiusSquared) sum += weights[r * pitch + c] * Math.Exp(-0.5 * (dx * dx + dy * dy));
            }
        }

        return (float)(sum * (roundCutoff ? 1 / GaussianCutoff.RoundShare : GaussianCutoff.Compensation));
    }

    private static (int First, int Count) Window(double center, double reach, int cells)
    {
        reach = Math.Min(reach, GaussianCutoff.LongestProfile / 2 - Lanes);
        var first = Math.Max(0, (int)Math.Ceiling(center - reach));
        var last = Math.Min(cells - 1, (int)Math.Floor(center + reach));
        return (first, last - first + 1);
    }

    // exp(scale·(first + n)²) for sixteen n, 0 from count on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Profile(float first, int n, int count, float scale)
    {
        var lane = LaneNumbers + Vector512.Create((float)n);
        var x = lane + Vector512.Create(first);
        return Vector512.LessThan(lane, Vector512.Create((float)count)) & LaneMath.Exp(scale * x * x);
    }

    // Σ_r y[r] Σ_c x[c] w[r, c]: rows are added up with their factor first, columns last.
    private float Contract(int start, int rows, int columns, float firstU, float scaleU, ref float y)
    {
        ref var w = ref MemoryMarshal.GetArrayDataReference(weights);
        var sum = Vector512<float>.Zero;
        for (var c = 0; c < columns; c += Lanes)
        {
            var (a, b, d, e) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            var node = (nuint)(start + c);
            for (var r = 0; r < rows; r += Rows)
            {
                a = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref y, r)), Vector512.LoadUnsafe(ref w, node), a);
                b = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref y, r + 1)), Vector512.LoadUnsafe(ref w, node + (nuint)pitch), b);
                d = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref y, r + 2)), Vector512.LoadUnsafe(ref w, node + (nuint)(2 * pitch)), d);
                e = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref y, r + 3)), Vector512.LoadUnsafe(ref w, node + (nuint)(3 * pitch)), e);
                node += (nuint)(Rows * pitch);
            }

            sum = Vector512.FusedMultiplyAdd(a + b + (d + e), Profile(firstU, c, columns, scaleU), sum);
        }

        return Sum(sum);
    }

    // The same within an ellipse; a row's factor goes to the lanes that lie in it.
    private float ContractRound(int start, int rows, int columns, float firstU, float scaleU, float firstV, float scaleV, ref float y)
    {
        ref var w = ref MemoryMarshal.GetArrayDataReference(weights);
        var limit = -0.5f * GaussianCutoff.RoundRadiusSquared;
        var sum = Vector512<float>.Zero;
        for (var c = 0; c < columns; c += Lanes)
        {
            var x = LaneNumbers + Vector512.Create(firstU + c);
            var exponent = scaleU * x * x;
            var column = Vector512<float>.Zero;
            for (var r = 0; r < rows; r++)
            {
                var inside = Vector512.GreaterThanOrEqual(exponent, Vector512.Create(limit - scaleV * (firstV + r) * (firstV + r)));
                column = Vector512.FusedMultiplyAdd(inside & Vector512.Create(Unsafe.Add(ref y, r)), Vector512.LoadUnsafe(ref w, (nuint)(start + r * pitch + c)), column);
            }

            sum = Vector512.FusedMultiplyAdd(column, Profile(firstU, c, columns, scaleU), sum);
        }

        return Sum(sum);
    }

    // In halves, so that the order does not depend on the width of the machine's vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Sum(Vector512<float> lanes)
    {
        var eight = lanes.GetLower() + lanes.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        return four[0] + four[2] + (four[1] + four[3]);
    }
}
