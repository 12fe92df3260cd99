using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>Spots on a lattice: the Gaussian separates, so a window of n × m spots costs n + m exponentials and n·m products.</summary>
internal sealed class LatticeFluence : ILayerFluence
{
    /// <summary>Finest lattice whose windows hold four sigmas of the widest halo (60 mm) in the longest profile.</summary>
    public const double FinestStepMm = 1;

    private readonly SpotLattice lattice;
    private readonly int pitch;
    private readonly float[] weights;

    public LatticeFluence(SpotLattice lattice, ReadOnlySpan<double> spotWeights)
    {
        this.lattice = lattice;

        // Rows end in zeros so that whole vectors can be read from any column.
        pitch = (lattice.Nx + 7) / 8 * 8 + 8;
        weights = new float[pitch * lattice.Ny];
        for (var n = 0; n < spotWeights.Length; n++) weights[lattice.Row[n] * pitch + lattice.Column[n]] += (float)spotWeights[n];
    }

    public float Fold(float xMm, float yMm, float sigmaXMm, float sigmaYMm, Span<float> scratch)
    {
        var (column, columns) = Window((xMm - lattice.X0Mm) / lattice.StepXMm, GaussianCutoff.Sigmas * sigmaXMm / lattice.StepXMm, lattice.Nx);
        var (row, rows) = Window((yMm - lattice.Y0Mm) / lattice.StepYMm, GaussianCutoff.Sigmas * sigmaYMm / lattice.StepYMm, lattice.Ny);
        if (columns <= 0 || rows <= 0) return 0;
        var padded = (columns + 7) / 8 * 8;
        var profileX = scratch[..padded];
        var profileY = scratch.Slice(GaussianCutoff.LongestProfile, rows);
        GaussianProfile.Fill(profileX, (float)(lattice.X0Mm + column * lattice.StepXMm - xMm), (float)lattice.StepXMm, sigmaXMm);
        GaussianProfile.Fill(profileY, (float)(lattice.Y0Mm + row * lattice.StepYMm - yMm), (float)lattice.StepYMm, sigmaYMm);
        return GaussianCutoff.Compensation * Contract(row * pitch + column, profileX, profileY);
    }

    private static (int First, int Count) Window(double center, double reach, int cells)
    {
        reach = Math.Min(reach, GaussianCutoff.LongestProfile / 2 - 8);
        var first = Math.Max(0, (int)Math.Ceiling(center - reach));
        var last = Math.Min(cells - 1, (int)Math.Floor(center + reach));
        return (first, last - first + 1);
    }

    // Σ_r y[r] Σ_c x[c] w[r, c]: rows are added up with their factor first, columns last.
    private float Contract(int start, ReadOnlySpan<float> profileX, ReadOnlySpan<float> profileY)
    {
        ref var w = ref MemoryMarshal.GetArrayDataReference(weights);
        ref var x = ref MemoryMarshal.GetReference(profileX);
        var sum = Vector256<float>.Zero;
        for (var c = 0; c < profileX.Length; c += 8)
        {
            var column = Vector256<float>.Zero;
            for (var r = 0; r < profileY.Length; r++)
                column = Vector256.FusedMultiplyAdd(Vector256.Create(profileY[r]), Vector256.LoadUnsafe(ref w, (nuint)(start + r * pitch + c)), column);
            sum = Vector256.FusedMultiplyAdd(column, Vector256.LoadUnsafe(ref x, (nuint)c), sum);
        }

        return Vector256.Sum(sum);
    }
}
