using Hanbeam.Physics.Stopping;

namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>
/// Alpha and sqrt(beta) of a cell model by charge and energy, with Hanbeam's stopping powers: computed for a charge when first asked for, then
/// interpolated, ln α and √β linearly over ln E. Safe on any thread.
/// </summary>
public sealed class EffectTable
{
    private readonly ICellModel cell;
    private readonly Lazy<(double LogAlpha, double SqrtBeta)[]>[] rows;

    /// <summary>Makes the table.</summary>
    /// <param name="cell">The cell model.</param>
    public EffectTable(ICellModel cell)
    {
        this.cell = cell;
        rows = [.. Enumerable.Range(1, IonGrid.LargestZ).Select(z => new Lazy<(double, double)[]>(() => Fill(z)))];
    }

    /// <summary>Initial slope, 1/Gy.</summary>
    /// <param name="Z">Charge number, 1 to 6.</param>
    /// <param name="E">Kinetic energy, MeV/u; clamped to 0.1 to 500.</param>
    /// <exception cref="Numerics.Work.InputException">A charge without table.</exception>
    public double AlphaPerGy(int Z, double E)
    {
        var (table, n, share) = Locate(Z, E);
        return Math.Exp(table[n].LogAlpha + share * (table[n + 1].LogAlpha - table[n].LogAlpha));
    }

    /// <summary>Square root of the quadratic coefficient, 1/Gy.</summary>
    /// <param name="Z">Charge number, 1 to 6.</param>
    /// <param name="E">Kinetic energy, MeV/u; clamped to 0.1 to 500.</param>
    /// <exception cref="Numerics.Work.InputException">A charge without table.</exception>
    public double SqrtBetaPerGy(int Z, double E)
    {
        var (table, n, share) = Locate(Z, E);
        return table[n].SqrtBeta + share * (table[n + 1].SqrtBeta - table[n].SqrtBeta);
    }

    private ((double LogAlpha, double SqrtBeta)[] Table, int Point, double Share) Locate(int z, double energy)
    {
        if (z is < 1 or > IonGrid.LargestZ) IonGrid.Representative(z);
        var (point, share) = IonGrid.Locate(energy);
        return (rows[z - 1].Value, point, share);
    }

    private (double LogAlpha, double SqrtBeta)[] Fill(int z)
    {
        var ion = IonGrid.Representative(z);
        var table = new (double, double)[IonGrid.Points];
        for (var n = 0; n < table.Length; n++)
        {
            var energy = IonGrid.EnergyMeVPerU(n);
            var effect = cell.Effect(ion, energy, ElectronicStopping.LetInWaterKeVPerUm(ion, energy));
            table[n] = (Math.Log(effect.AlphaPerGy), Math.Sqrt(effect.BetaPerGy2));
        }

        return table;
    }
}
