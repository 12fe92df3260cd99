using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>
/// Adds the dose of one layer to a run of points. The depth tables of a component lie together, eight numbers a depth, so that one interpolation gives all; the points come
/// in the order of their depth, so that the tables are read in order.
/// </summary>
internal sealed class LayerDose
{
    // Numbers of a depth: amplitude, variance, two unused; 1, alpha, sqrt(beta), LET.
    private const int Stride = 8;

    private readonly LayerKernel kernel;
    private readonly ScatteredFluence fluence;
    private readonly float[][] tables;
    private readonly float[] bornVariances;
    private readonly float negligible;

    public LayerDose(LayerKernel kernel, ScatteredFluence fluence)
    {
        (this.kernel, this.fluence, negligible) = (kernel, fluence, GaussianCutoff.NegligibleShare * kernel.PeakAmplitude);
        tables = [.. kernel.Components.Select(Pack)];
        bornVariances = [.. kernel.BornVariance];
    }

    /// <summary>Adds to the sums of a run of points.</summary>
    /// <param name="run">The points.</param>
    public void AddTo(RunOfPoints run)
    {
        for (var n = 0; n < run.Count; n++)
        {
            var (x, y, zg, depth, toIsoX, toIsoY, narrower) = run.Points[n];
            var position = (depth + kernel.ShiftMm) / kernel.DepthStepMm;
            if (position >= kernel.DepthCount - 1) break;
            var lower = (int)position;
            var t = position - lower;
            var spread = kernel.SpotSpread(zg, depth);
            for (var c = 0; c < tables.Length; c++)
            {
                var values = Interpolate(tables[c], lower, t);
                if (values[0] <= negligible) continue;
                var (airX, airY) = spread.Of(bornVariances[c]);
                var (sigmaX, sigmaY) = (MathF.Sqrt(Narrowed(airX + values[1], narrower)), MathF.Sqrt(Narrowed(airY + values[1], narrower)));
                var spots = fluence.Fold(x, y, toIsoX * sigmaX, toIsoY * sigmaY, MathF.Sqrt(toIsoX * toIsoY));
                if (spots == 0) continue;
                var dose = values[0] / (2 * MathF.PI * sigmaX * sigmaY) * spots;
                run.Sums[n] += Vector256.Create((double)dose) * Widen(values.GetUpper());
            }
        }
    }

    /// <summary>The scalar twin of <see cref="AddTo"/>: in double precision, nothing left out.</summary>
    /// <param name="run">The points.</param>
    public void AddScalarTo(RunOfPoints run)
    {
        for (var n = 0; n < run.Count; n++)
        {
            var (x, y, zg, depth, toIsoX, toIsoY, narrower) = run.Points[n];
            var position = (depth + kernel.ShiftMm) / kernel.DepthStepMm;
            if (position >= kernel.DepthCount - 1) break;
            var lower = (int)position;
            double At(float[] values) => values[lower] + (position - lower) * ((double)values[lower + 1] - values[lower]);
            for (var c = 0; c < kernel.Components.Count; c++)
            {
                var component = kernel.Components[c];
                var (airX, airY) = kernel.SpotVariance(c, zg, depth);
                var (sigmaX, sigmaY) = (Math.Sqrt(Narrowed(airX + At(component.Variance), narrower)), Math.Sqrt(Narrowed(airY + At(component.Variance), narrower)));
                var dose = At(component.Amplitude) / (2 * Math.PI * sigmaX * sigmaY) * fluence.FoldScalar(x, y, (float)(toIsoX * sigmaX), (float)(toIsoY * sigmaY), MathF.Sqrt(toIsoX * toIsoY));
                run.Sums[n] += Vector256.Create(dose, dose * At(component.Alpha), dose * At(component.SqrtBeta), dose * At(component.Let));
            }
        }
    }

    private static T Narrowed<T>(T variance, float narrower) where T : INumber<T> => T.Max(variance - T.CreateChecked(narrower), T.CreateChecked(SubSpots.LeastVarianceShare) * variance);

    private static float[] Pack(KernelComponent component)
    {
        var packed = new float[component.Amplitude.Length * Stride];
        for (var n = 0; n < component.Amplitude.Length; n++)
        {
            var at = packed.AsSpan(n * Stride, Stride);
            (at[0], at[1]) = (component.Amplitude[n], component.Variance[n]);
            (at[4], at[5], at[6], at[7]) = (1, component.Alpha[n], component.SqrtBeta[n], component.Let[n]);
        }

        return packed;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Interpolate(float[] table, int lower, float t)
    {
        ref var start = ref MemoryMarshal.GetArrayDataReference(table);
        var above = Vector256.LoadUnsafe(ref start, (nuint)(lower * Stride));
        return above + t * (Vector256.LoadUnsafe(ref start, (nuint)((lower + 1) * Stride)) - above);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Widen(Vector128<float> values)
    {
        var (low, high) = Vector128.Widen(values);
        return Vector256.Create(low, high);
    }
}
