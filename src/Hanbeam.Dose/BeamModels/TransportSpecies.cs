using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Nuclear;
using Hanbeam.Physics.Scattering;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Dose.BeamModels;

/// <summary>
/// Everything the transport needs about one kind of ion, tabulated by residual range in cells of equal width: cell k holds ions whose CSDA range is
/// k·step. Made once and shared by all energies.
/// </summary>
internal sealed class TransportSpecies
{
    // Sharing between cells lifts a parent by at most a cell, which a triton of the same velocity sees as nine; a few generations of that fit in.
    private const int SpareCells = 64;

    public TransportSpecies(Ion ion, FragmentOrigin origin, double highestPrimaryMeVPerU, double stepMm)
    {
        Ion = ion;
        Origin = origin;
        Table = RangeTable.Of(ion);
        var cells = (int)Math.Ceiling(Table.RangeMm(GoldhaberSpread.HighestEnergy(ion, highestPrimaryMeVPerU)) / stepMm) + SpareCells;
        Energy = new double[cells];
        Deposit = new double[cells];
        LetDeposit = new double[cells];
        ReactionProbability = new double[cells];
        LocalEnergy = new double[cells];
        ScatteringPower = new double[cells];
        for (var k = 1; k < cells; k++) FillCell(k, stepMm);
    }

    public Ion Ion { get; }

    public FragmentOrigin Origin { get; }

    public RangeTable Table { get; }

    /// <summary>Energy at the cell's range, MeV/u.</summary>
    public double[] Energy { get; }

    /// <summary>Energy lost over the step from the cell to the next lower one, MeV.</summary>
    public double[] Deposit { get; }

    /// <summary>Integral of S² over the same step, MeV·keV/µm.</summary>
    public double[] LetDeposit { get; }

    /// <summary>Probability of a reaction in one step.</summary>
    public double[] ReactionProbability { get; }

    /// <summary>Energy left on the spot per reaction, MeV.</summary>
    public double[] LocalEnergy { get; }

    /// <summary>Scattering power, rad²/mm.</summary>
    public double[] ScatteringPower { get; }

    /// <summary>What its reactions make, lighter species only.</summary>
    public IReadOnlyList<TransportDaughter> Daughters { get; private set; } = [];

    public LateralGroup Group => Ion.Z >= 6 ? LateralGroup.Core : Ion.Z >= 3 ? LateralGroup.Fragments : LateralGroup.Halo;

    public void Connect(IReadOnlyList<TransportSpecies> all, double stepMm) =>
        Daughters = [.. WaterReactions.Yields(Ion).Select(y => new TransportDaughter(this, y, all, stepMm))];

    private void FillCell(int k, double stepMm)
    {
        Energy[k] = Table.EnergyMeVPerU(k * stepMm);
        Deposit[k] = Ion.A * (Energy[k] - Energy[k - 1]);
        LetDeposit[k] = Ion.A * (Table.StoppingIntegral(Energy[k]) - Table.StoppingIntegral(Energy[k - 1]));
        ReactionProbability[k] = 1 - Math.Exp(-WaterReactions.PerMm(Ion, Energy[k]) * stepMm);
        LocalEnergy[k] = WaterReactions.LocalEnergyMeV(Ion, Energy[k]);
        ScatteringPower[k] = FermiEyges.RossiPowerInWater(Ion, 0.5 * (Energy[k] + Energy[k - 1]));
    }
}
