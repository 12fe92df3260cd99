using System.Numerics.Tensors;

namespace Hanbeam.Numerics.Minimization;

/// <summary>
/// The last few steps s and gradient changes y of a limited-memory BFGS method, and the product of the inverse Hessian that they imply with a
/// vector, restricted to the free variables [NocedalWright2006, Alg. 7.4]. One that is given to several minimisations in turn carries curvature from each to the next:
/// for functions of the same variables that differ little.
/// </summary>
/// <param name="capacity">Pairs remembered, 1 or more.</param>
public sealed class QuasiNewtonMemory(int capacity)
{
    // A pair counts only if the curvature along it is clearly positive; the limit is the rounding of a sum of products.
    private const double LeastCurvature = 1e-10;

    private readonly List<(double[] Step, double[] Change)> pairs = new(capacity);

    /// <summary>Whether it knows nothing.</summary>
    public bool IsEmpty => pairs.Count == 0;

    /// <summary>Forgets everything: for another function, or other variables.</summary>
    public void Clear() => pairs.Clear();

    internal void Add(double[] step, double[] change)
    {
        if (TensorPrimitives.Dot<double>(step, change) <= LeastCurvature * TensorPrimitives.Norm<double>(step) * TensorPrimitives.Norm<double>(change))
            return;
        if (pairs.Count == capacity) pairs.RemoveAt(0);
        pairs.Add((step, change));
    }

    /// <summary>Replaces q, which is zero on all other variables, by H q on the free ones; leaves q alone where no pair has positive curvature there.</summary>
    /// <returns>Whether any pair was used.</returns>
    internal bool Apply(double[] q, bool[] free)
    {
        Span<double> curvature = stackalloc double[pairs.Count];
        Span<double> coefficient = stackalloc double[pairs.Count];
        var scale = double.NaN;
        for (var n = pairs.Count - 1; n >= 0; n--)
        {
            var (step, change) = pairs[n];
            curvature[n] = FreeDot(step, change, free);
            var changeNorm = FreeDot(change, change, free);
            if (curvature[n] <= LeastCurvature * Math.Sqrt(FreeDot(step, step, free) * changeNorm)) continue;
            if (double.IsNaN(scale)) scale = curvature[n] / changeNorm;
            coefficient[n] = TensorPrimitives.Dot<double>(step, q) / curvature[n];
            AddFree(q, -coefficient[n], change, free);
        }

        if (double.IsNaN(scale)) return false;
        TensorPrimitives.Multiply(q, scale, q);
        for (var n = 0; n < pairs.Count; n++)
        {
            var (step, change) = pairs[n];
            if (curvature[n] <= LeastCurvature * Math.Sqrt(FreeDot(step, step, free) * FreeDot(change, change, free))) continue;
            AddFree(q, coefficient[n] - TensorPrimitives.Dot<double>(change, q) / curvature[n], step, free);
        }

        return true;
    }

    private static double FreeDot(double[] a, double[] b, bool[] free)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            if (free[i]) sum += a[i] * b[i];
        return sum;
    }

    private static void AddFree(double[] q, double factor, double[] v, bool[] free)
    {
        for (var i = 0; i < q.Length; i++)
            if (free[i]) q[i] += factor * v[i];
    }
}
