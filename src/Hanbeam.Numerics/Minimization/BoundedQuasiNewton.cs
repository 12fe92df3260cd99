using System.Numerics.Tensors;

namespace Hanbeam.Numerics.Minimization;

/// <summary>
/// Minimises a smooth function of many variables between bounds: limited-memory BFGS on the variables that no bound holds, with a backtracking
/// search along the projected path [Bertsekas1982, Sec. 2; NocedalWright2006, Sec. 7.2]. The value never increases, so the current point is the best.
/// Everything but the function itself runs on one thread in a fixed order: the same function gives the same bits.
/// </summary>
public sealed class BoundedQuasiNewton
{
    // Sufficient decrease c₁ of the Armijo rule, the usual 10⁻⁴ [NocedalWright2006, Sec. 3.1].
    private const double SufficientDecrease = 1e-4;

    // A shorter step than this share of the direction moves nothing in double precision after scaling.
    private const double ShortestStep = 1e-12;

    private readonly DifferentiableFunction function;
    private readonly MinimizationSettings settings;
    private readonly double[] lower;
    private readonly double[] upper;
    private readonly QuasiNewtonMemory memory;
    private readonly bool[] free;
    private readonly double[] direction;
    private double[] point;
    private double[] gradient;
    private double[] trialPoint;
    private double[] trialGradient;
    private double value;
    private int evaluations;

    private BoundedQuasiNewton(DifferentiableFunction function, ReadOnlySpan<double> start, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, MinimizationSettings settings, QuasiNewtonMemory memory)
    {
        var count = start.Length;
        if (lower.Length != count || (upper.Length != count && upper.Length != 0)) throw new ArgumentException("as many bounds as variables are needed", nameof(lower));
        this.function = function;
        this.settings = settings;
        this.lower = lower.ToArray();
        this.upper = upper.Length == count ? upper.ToArray() : Filled(count, double.PositiveInfinity);
        this.memory = memory;
        free = new bool[count];
        direction = new double[count];
        point = start.ToArray();
        gradient = new double[count];
        trialPoint = new double[count];
        trialGradient = new double[count];
        Project(point);
    }

    /// <summary>Minimises a function between bounds.</summary>
    /// <param name="function">The function and its gradient.</param>
    /// <param name="start">Where to start; moved between the bounds first.</param>
    /// <param name="lower">Lower bound of each variable.</param>
    /// <param name="upper">Upper bound of each variable, or empty for none.</param>
    /// <param name="settings">When to stop.</param>
    /// <param name="onIteration">Told of each iteration, or null.</param>
    /// <param name="cancellation">Stops it; the result is then the best point so far. The function may throw <see cref="OperationCanceledException"/> too.</param>
    /// <param name="memory">Curvature known from a function of the same variables that differs little; receives what is learnt. Null: a new one of <see cref="MinimizationSettings.Memory"/> pairs.</param>
    public static OptimizationResult Minimize(DifferentiableFunction function, ReadOnlySpan<double> start, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, MinimizationSettings settings, Action<IterationReport>? onIteration = null, CancellationToken cancellation = default, QuasiNewtonMemory? memory = null) =>
        new BoundedQuasiNewton(function, start, lower, upper, settings, memory ?? new QuasiNewtonMemory(settings.Memory)).Run(onIteration, cancellation);

    private OptimizationResult Run(Action<IterationReport>? onIteration, CancellationToken cancellation)
    {
        var values = new List<double>();
        StopReason reason;
        try
        {
            value = Evaluate(point, gradient);
            values.Add(value);
            reason = Iterate(values, onIteration, cancellation);
        }
        catch (OperationCanceledException)
        {
            reason = StopReason.Cancelled;
            if (values.Count == 0) value = double.NaN; // stopped before the function was known anywhere
        }

        return new OptimizationResult
        {
            StopReason = reason, Point = point, Value = value, Iterations = Math.Max(0, values.Count - 1), Evaluations = evaluations, Values = values,
        };
    }

    private StopReason Iterate(List<double> values, Action<IterationReport>? onIteration, CancellationToken cancellation)
    {
        for (var iteration = 1; ; iteration++)
        {
            if (FindFree() <= settings.GradientTolerance) return StopReason.Converged;
            if (iteration > settings.IterationLimit) return StopReason.IterationLimit;
            if (cancellation.IsCancellationRequested) return StopReason.Cancelled;
            if (!TryStep(cancellation, out var length)) return StopReason.NoFurtherProgress;
            values.Add(value);
            onIteration?.Invoke(new IterationReport(iteration, value, LargestFreeGradient(), length, evaluations));
            if (iteration >= settings.DecreaseWindow
                && values[iteration - settings.DecreaseWindow] - value <= Math.Max(settings.AbsoluteDecrease, settings.RelativeDecrease * Math.Abs(value))) return StopReason.Converged;
        }
    }

    // One accepted step: along the quasi-Newton direction, and where that fails along the negative gradient with the memory cleared.
    private bool TryStep(CancellationToken cancellation, out double length)
    {
        var quasiNewton = FindDirection();
        if (TryAlongDirection(quasiNewton ? 1 : FirstStep(), cancellation, out length)) return true;
        if (!quasiNewton) return false;
        memory.Clear();
        FindDirection();
        return TryAlongDirection(FirstStep(), cancellation, out length);
    }

    private bool FindDirection()
    {
        for (var i = 0; i < direction.Length; i++) direction[i] = free[i] ? gradient[i] : 0;
        var used = !memory.IsEmpty && memory.Apply(direction, free);
        if (used && TensorPrimitives.Dot<double>(direction, gradient) <= 0)
        {
            memory.Clear();
            return FindDirection();
        }

        TensorPrimitives.Negate(direction, direction);
        return used;
    }

    // Without curvature the step moves the variables by a tenth of their own size (or by 1 from zero), in the mean; a search shortens it.
    private double FirstStep()
    {
        var size = TensorPrimitives.Norm<double>(point);
        var slope = TensorPrimitives.Norm<double>(direction);
        return (size > 0 ? 0.1 * size : 1) / slope;
    }

    private bool TryAlongDirection(double first, CancellationToken cancellation, out double length)
    {
        length = first;
        while (length >= ShortestStep * first)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < point.Length; i++) trialPoint[i] = point[i] + length * direction[i];
            Project(trialPoint);
            var slope = SlopeToTrial();
            if (slope >= 0)
            {
                length *= 0.5;
                continue;
            }

            var trial = Evaluate(trialPoint, trialGradient);
            if (trial <= value + SufficientDecrease * slope)
            {
                Accept(trial);
                return true;
            }

            length *= Shrinkage(trial, slope);
        }

        return false;
    }

    // The minimum of the parabola through value, slope and trial, kept between a tenth and a half [NocedalWright2006, Sec. 3.5].
    private double Shrinkage(double trial, double slope) =>
        double.IsFinite(trial) ? Math.Clamp(-slope / (2 * (trial - value - slope)), 0.1, 0.5) : 0.1;

    private double SlopeToTrial()
    {
        var sum = 0.0;
        for (var i = 0; i < point.Length; i++) sum += gradient[i] * (trialPoint[i] - point[i]);
        return sum;
    }

    private void Accept(double trial)
    {
        var step = new double[point.Length];
        var change = new double[point.Length];
        TensorPrimitives.Subtract<double>(trialPoint, point, step);
        TensorPrimitives.Subtract<double>(trialGradient, gradient, change);
        memory.Add(step, change);
        (point, trialPoint) = (trialPoint, point);
        (gradient, trialGradient) = (trialGradient, gradient);
        value = trial;
    }

    // A variable is held when it sits at a bound and the gradient pushes it outwards. Returns the largest gradient of the others.
    private double FindFree()
    {
        for (var i = 0; i < point.Length; i++)
            free[i] = !((point[i] <= lower[i] && gradient[i] >= 0) || (point[i] >= upper[i] && gradient[i] <= 0));
        return LargestFreeGradient();
    }

    private double LargestFreeGradient()
    {
        var largest = 0.0;
        for (var i = 0; i < point.Length; i++)
            if (!(point[i] <= lower[i] && gradient[i] >= 0) && !(point[i] >= upper[i] && gradient[i] <= 0))
                largest = Math.Max(largest, Math.Abs(gradient[i]));
        return largest;
    }

    private void Project(double[] x)
    {
        TensorPrimitives.Max(x, lower, x);
        TensorPrimitives.Min(x, upper, x);
    }

    private double Evaluate(double[] x, double[] derivative)
    {
        evaluations++;
        return function(x, derivative);
    }

    private static double[] Filled(int count, double fill)
    {
        var array = new double[count];
        Array.Fill(array, fill);
        return array;
    }
}
