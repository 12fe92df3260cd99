namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Upstream of the patient nothing is scored; ions that come out at the far end are kept.</summary>
internal struct EscapeCollector(int lastLayer, List<Particle> through) : ITransportScorer
{
    public readonly void Step(in Particle before, int voxel, float rangeAfterMm, float lengthMm, float hinge, float energyMeV, float inverseRatio)
    {
    }

    public readonly void Local(in Particle at, int voxel, double energyMeV, float inverseRatio)
    {
    }

    public readonly void CrossPlane(in Particle ion)
    {
    }

    public readonly void Escape(in Particle ion)
    {
        if (ion.K > lastLayer) through.Add(ion);
    }
}
