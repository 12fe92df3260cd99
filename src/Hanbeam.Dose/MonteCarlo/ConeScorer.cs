namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Energy by layer of a slab, and ions by charge through its planes inside a cone.</summary>
internal readonly struct ConeScorer : ITransportScorer
{
    /// <summary>Charges told apart, 0 unused.</summary>
    public const int Charges = 11;

    private readonly TransportPhysics physics;
    private readonly float leastCosine;
    private readonly int layers;

    public ConeScorer(TransportPhysics physics, int layers, double coneDeg)
    {
        (this.physics, this.layers, leastCosine) = (physics, layers, (float)Math.Cos(coneDeg * Math.PI / 180));
        EnergyMeV = new double[layers];
        Counts = new long[Charges * (layers + 1)];
    }

    public double[] EnergyMeV { get; }

    /// <summary>Index [charge · (layers + 1) + plane].</summary>
    public long[] Counts { get; }

    public void Step(in Particle before, int voxel, float rangeAfterMm, float lengthMm, float hinge, float energyMeV, float inverseRatio) => EnergyMeV[voxel] += energyMeV;

    public void Local(in Particle at, int voxel, double energyMeV, float inverseRatio) => EnergyMeV[voxel] += energyMeV;

    public void CrossPlane(in Particle ion)
    {
        if (ion.Uz >= leastCosine) Counts[physics.Species[ion.Species].Z * (layers + 1) + ion.K]++;
    }

    public void Escape(in Particle ion)
    {
    }
}
