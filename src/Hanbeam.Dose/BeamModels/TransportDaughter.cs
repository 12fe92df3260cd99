using Hanbeam.Physics.Nuclear;

namespace Hanbeam.Dose.BeamModels;

/// <summary>A kind of fragment seen from its parent: where it goes, by the parent's residual range.</summary>
internal sealed class TransportDaughter
{
    private readonly TransportSpecies parent;

    public TransportDaughter(TransportSpecies parent, FragmentYield yield, IReadOnlyList<TransportSpecies> all, double stepMm)
    {
        this.parent = parent;
        Yield = yield;
        Target = Enumerable.Range(0, all.Count).Single(i => all[i].Ion == yield.Fragment && all[i].Origin == yield.Origin);
        Position = new double[parent.Energy.Length];
        Width = new double[parent.Energy.Length];
        AngleVariance = new double[parent.Energy.Length];
        for (var k = 1; k < Position.Length; k++)
        {
            Position[k] = all[Target].Table.RangeMm(yield.EnergyFraction * parent.Energy[k]) / stepMm;
            Width[k] = Math.Abs(Position[k] - Position[k - 1] - 1);
            AngleVariance[k] = AngleAt(parent.Energy[k]);
        }
    }

    public FragmentYield Yield { get; }

    /// <summary>Index of the species.</summary>
    public int Target { get; }

    /// <summary>Residual range in cells, by the parent's cell.</summary>
    public double[] Position { get; }

    /// <summary>Cells over which those made in one step of the parent spread: the difference of the two slopes of range.</summary>
    public double[] Width { get; }

    /// <summary>Variance of the production angle in one plane, rad², by the parent's cell.</summary>
    public double[] AngleVariance { get; }

    public double AngleAt(double energyMeVPerU) => FragmentMomenta.VarianceRad2(parent.Ion, Yield, energyMeVPerU);
}
