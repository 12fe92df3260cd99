using Hanbeam.Physics.Nuclear;

namespace Hanbeam.Dose.BeamModels;

/// <summary>A kind of fragment seen from its parent: where it goes, by the parent's residual range.</summary>
internal sealed class TransportDaughter
{
    private readonly TransportSpecies _parent;

    public TransportDaughter(TransportSpecies parent, FragmentYield yield, IReadOnlyList<TransportSpecies> all, double stepMm)
    {
        _parent = parent;
        Yield = yield;
        Target = Enumerable.Range(0, all.Count).Single(i => all[i].Ion == yield.Fragment && all[i].Origin == yield.Origin);
        Position = new double[parent.Energy.Length];
        AngleVariance = new double[parent.Energy.Length];
        for (var k = 1; k < Position.Length; k++)
        {
            Position[k] = all[Target].Table.RangeMm(yield.EnergyFraction * parent.Energy[k]) / stepMm;
            AngleVariance[k] = AngleAt(parent.Energy[k]);
        }
    }

    public FragmentYield Yield { get; }

    /// <summary>Index of the species.</summary>
    public int Target { get; }

    /// <summary>Residual range in cells, by the parent's cell.</summary>
    public double[] Position { get; }

    /// <summary>Variance of the production angle in one plane, rad², by the parent's cell.</summary>
    public double[] AngleVariance { get; }

    public double AngleAt(double energyMeVPerU) => FragmentMomenta.VarianceRad2(_parent.Ion, Yield, energyMeVPerU);
}
