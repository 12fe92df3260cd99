namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>No RBE: the dose weighted by a constant; <c>physical</c> is the constant 1.</summary>
public sealed class ConstantRbe : IRbeModel
{
    private readonly double rbe;

    /// <summary>Makes the model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="rbe">The constant, dimensionless.</param>
    public ConstantRbe(string name, double rbe)
    {
        Name = name;
        this.rbe = rbe;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool NeedsEffect => false;

    /// <summary>There is none: <see cref="NeedsEffect"/> is false.</summary>
    public double Alpha(int Z, int A, double E) => throw new InvalidOperationException($"the RBE model {Name} has no alpha");

    /// <summary>There is none: <see cref="NeedsEffect"/> is false.</summary>
    public double SqrtBeta(int Z, int A, double E) => throw new InvalidOperationException($"the RBE model {Name} has no beta");

    /// <inheritdoc/>
    public RbeWeightedDose Evaluate(double doseGy, double alphaDose, double sqrtBetaDose) => new(rbe * doseGy, rbe, 0, 0);
}
