namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>
/// Alpha and beta over depth that a machine file carries ready-made for a tissue class, as matRad's machines do. No ion is asked for: the engine reads the
/// file's kernels, and the dose is that of photons with the class's α_x and β_x and the same effect. Until a machine gives those (<see cref="For"/>) the model is a name.
/// </summary>
public sealed class KernelRbe : IRbeModel
{
    private readonly PhotonCurve? photons;

    /// <summary>Makes the model.</summary>
    /// <param name="name">Its name, kernels:CLASS.</param>
    /// <param name="tissueClass">The tissue class, from 1.</param>
    public KernelRbe(string name, int tissueClass) : this(name, tissueClass, null)
    {
    }

    private KernelRbe(string name, int tissueClass, PhotonCurve? photons) => (Name, TissueClass, this.photons) = (name, tissueClass, photons);

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The tissue class, from 1.</summary>
    public int TissueClass { get; }

    /// <inheritdoc/>
    public bool NeedsEffect => true;

    /// <summary>The same with the photon curve of a machine's tissue class.</summary>
    /// <param name="curve">α_x and β_x of the class.</param>
    public KernelRbe For(PhotonCurve curve) => new(Name, TissueClass, curve);

    /// <summary>There is none by ion.</summary>
    public double Alpha(int Z, int A, double E) => throw new InvalidOperationException($"the RBE model {Name} has no alpha by ion");

    /// <summary>There is none by ion.</summary>
    public double SqrtBeta(int Z, int A, double E) => throw new InvalidOperationException($"the RBE model {Name} has no beta by ion");

    /// <inheritdoc/>
    public RbeWeightedDose Evaluate(double doseGy, double alphaDose, double sqrtBetaDose) =>
        PhotonEquivalentDose.Evaluate(photons ?? throw new InvalidOperationException($"the RBE model {Name} needs a machine"), doseGy, alphaDose, sqrtBetaDose);
}
