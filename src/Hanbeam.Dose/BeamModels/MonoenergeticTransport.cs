using Hanbeam.Physics.Nuclear;
using Hanbeam.Physics.Scattering;

namespace Hanbeam.Dose.BeamModels;

/// <summary>
/// Straight-ahead transport of a mono-energetic beam in water: primaries slow down and react; fragments start at their parent's velocity, slow down
/// with their own range and react again. Energy is conserved: what comes in is deposited, carried by ions still moving, or carried away by neutral
/// particles (docs/methods/transport.md). Straggling, energy spread and ripple filter are folded in afterwards.
/// </summary>
internal sealed class MonoenergeticTransport
{
    private const double Step = TransportTables.StepMm;

    private readonly TransportTables tables;
    private readonly FragmentField[] fields;
    private readonly int[] components;
    private readonly double offsetMm;

    /// <param name="tables">Shared tables.</param>
    /// <param name="energyMeVPerU">Energy of the beam.</param>
    /// <param name="depthMm">Depth to follow it to.</param>
    /// <param name="offsetMm">Water in front of which lateral spread does not count (nozzle, ripple filter).</param>
    public MonoenergeticTransport(TransportTables tables, double energyMeVPerU, double depthMm, double offsetMm)
    {
        this.tables = tables;
        this.offsetMm = offsetMm;
        EnergyMeVPerU = energyMeVPerU;
        RangeMm = tables.Species[0].Table.RangeMm(energyMeVPerU);
        Steps = (int)Math.Ceiling(depthMm / Step);
        var cells = tables.Species.Max(s => s.Energy.Length) + Steps + 4;
        fields = [.. tables.Species.Select(_ => new FragmentField(cells))];
        components = [.. tables.Species.Select(s => BeamComponents.Of(s.Ion))];
        Dose = new double[BeamComponents.Count][];
        SigmaSquared = new double[BeamComponents.Count][];
        for (var c = 0; c < BeamComponents.Count; c++)
        {
            Dose[c] = new double[Steps];
            SigmaSquared[c] = new double[Steps];
        }

        ElectronicDose = new double[Steps];
        LetDose = new double[Steps];
        PrimarySurvival = new double[Steps + 1];
        PrimaryLocal = new double[Steps];
    }

    public double EnergyMeVPerU { get; }

    public double RangeMm { get; }

    public int Steps { get; }

    /// <summary>Dose of fragments, recoils of their reactions included, MeV/mm per primary, by component and step.</summary>
    public double[][] Dose { get; }

    /// <summary>Dose-weighted lateral variance of the fragments, mm², by component and step.</summary>
    public double[][] SigmaSquared { get; }

    /// <summary>Fragments' electronic dose, MeV/mm.</summary>
    public double[] ElectronicDose { get; }

    /// <summary>Fragments' electronic dose times LET, MeV/mm·keV/µm.</summary>
    public double[] LetDose { get; }

    /// <summary>Primaries left at the start of each step, per primary.</summary>
    public double[] PrimarySurvival { get; }

    /// <summary>Recoil dose of primaries' reactions, MeV/mm.</summary>
    public double[] PrimaryLocal { get; }

    /// <summary>Energy carried away by neutrons, photons and binding, MeV per primary.</summary>
    public double NeutralEnergyMeV { get; private set; }

    /// <summary>Energy deposited by slowing-down primaries, MeV per primary.</summary>
    public double PrimaryDepositMeV { get; private set; }

    /// <summary>Kinetic energy of the ions that left at the far end, MeV per primary.</summary>
    public double LeavingEnergyMeV { get; private set; }

    /// <summary>Runs it.</summary>
    /// <param name="atStep">Called for each step and species of fragments with those of its ions that slow down over the step: number of the step, of the species, field.</param>
    public void Run(Action<int, int, FragmentField>? atStep = null)
    {
        PrimarySurvival[0] = 1;
        for (var n = 0; n < Steps; n++)
        {
            StepPrimary(n);
            for (var s = 1; s < fields.Length; s++)
            {
                StepFragments(s, n);
                atStep?.Invoke(n, s, fields[s]);
            }

            FinishSigma(n);
        }

        LeavingEnergyMeV = PrimarySurvival[Steps] * 12 * tables.Species[0].Table.EnergyMeVPerU(RangeMm - Steps * Step);
        for (var s = 1; s < fields.Length; s++)
        {
            for (var cell = Steps + 1; cell < fields[s].Top; cell++)
                LeavingEnergyMeV += fields[s].Cells[cell] * tables.Species[s].Ion.A * tables.Species[s].Energy[cell - Steps];
        }
    }

    private void StepPrimary(int n)
    {
        var primary = tables.Species[0];
        var residual = RangeMm - n * Step;
        var ions = PrimarySurvival[n];
        PrimarySurvival[n + 1] = residual > 0 ? ions : 0;
        if (residual <= 0) return;
        var energy = primary.Table.EnergyMeVPerU(residual);
        var cell = Math.Max(1, (int)Math.Round(residual / Step));
        var reacting = residual > Step ? ions * primary.ReactionProbability[cell] : 0;
        PrimarySurvival[n + 1] = ions - reacting;
        PrimaryDepositMeV += (ions - reacting) * primary.Ion.A * (energy - primary.Table.EnergyMeVPerU(residual - Step));
        var local = primary.LocalEnergy[cell] * reacting;
        PrimaryLocal[n] = local / Step;
        var carried = reacting * primary.Ion.A * energy - local;
        var (a0, a1, a2) = FermiEyges.MomentsBehindWater(6, 12, primary.Table.EnergyMeVPerU(RangeMm - offsetMm), n * Step - offsetMm);
        foreach (var daughter in primary.Daughters)
        {
            var made = reacting * daughter.Yield.Multiplicity;
            carried -= AddPieces(daughter, n, cell, energy, made);
            fields[daughter.Target].AddMoments(made, a0 + daughter.AngleAt(energy), a1, a2);
        }

        NeutralEnergyMeV += carried;
    }

    // Pieces of the projectile have Goldhaber's spread along the beam; knocked-out protons have their own spectrum. Returns their energy, MeV.
    private double AddPieces(TransportDaughter daughter, int n, int cell, double energy, double made)
    {
        var target = tables.Species[daughter.Target];
        if (target.Origin == FragmentOrigin.Knockout) return AddPiece(daughter, n, cell, daughter.Yield.EnergyFraction * energy, made);
        var sum = 0.0;
        for (var i = 0; i < GoldhaberSpread.Count; i++)
            sum += AddPiece(daughter, n, cell, GoldhaberSpread.Energy(target.Ion, energy, i), made * GoldhaberSpread.Weights[i]);
        return sum;
    }

    private double AddPiece(TransportDaughter daughter, int n, int cell, double energy, double made)
    {
        var species = tables.Species[daughter.Target];
        var range = species.Table.RangeMm(energy) / Step;
        fields[daughter.Target].AddEvenly(n + range, Math.Min(daughter.Width[cell], 2 * range), made);
        return made * species.Ion.A * energy;
    }

    private void StepFragments(int index, int n)
    {
        var species = tables.Species[index];
        var field = fields[index];
        if (field.Count <= 0) return;
        var component = components[index];
        double deposited = 0, let = 0, local = 0, scattering = 0;
        Span<double> made = stackalloc double[species.Daughters.Count];
        Span<double> angle = stackalloc double[species.Daughters.Count];
        made.Clear();
        angle.Clear();
        field.Stop(n);
        for (var cell = field.Top - 1; cell > n; cell--)
        {
            var ions = field.Cells[cell];
            if (ions == 0) continue;
            var k = cell - n;
            var reacting = ions * species.ReactionProbability[k];
            if (reacting > 0)
            {
                local += reacting * species.LocalEnergy[k];
                React(species, n, k, reacting, made, angle);
                field.Remove(cell, reacting);
                ions = field.Cells[cell];
            }

            deposited += ions * species.Deposit[k];
            let += ions * species.LetDeposit[k];
            scattering += ions * species.ScatteringPower[k];
        }

        for (var d = 0; d < made.Length; d++)
        {
            if (made[d] > 0) fields[species.Daughters[d].Target].AddMoments(made[d], field.A0 + angle[d] / made[d], field.A1, field.A2);
        }

        var dose = (deposited + local) / Step;
        Dose[component][n] += dose;
        ElectronicDose[n] += deposited / Step;
        LetDose[n] += let / Step;
        if (field.Count > 0) field.Drift(Step, scattering / field.Count);
        SigmaSquared[component][n] += dose * field.A2;
    }

    private void React(TransportSpecies species, int n, int k, double reacting, Span<double> made, Span<double> angle)
    {
        var carried = reacting * (species.Ion.A * species.Energy[k] - species.LocalEnergy[k]);
        for (var d = 0; d < species.Daughters.Count; d++)
        {
            var daughter = species.Daughters[d];
            var ions = reacting * daughter.Yield.Multiplicity;
            fields[daughter.Target].AddEvenly(n + daughter.Position[k], daughter.Width[k], ions);
            made[d] += ions;
            angle[d] += ions * daughter.AngleVariance[k];
            carried -= ions * daughter.Yield.Fragment.A * daughter.Yield.EnergyFraction * species.Energy[k];
        }

        NeutralEnergyMeV += carried;
    }

    private void FinishSigma(int n)
    {
        for (var c = 0; c < BeamComponents.Count; c++)
        {
            if (Dose[c][n] > 0) SigmaSquared[c][n] /= Dose[c][n];
        }
    }
}
