namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>One ion of a user's table: its effect at ascending energies, interpolated linearly in α and √β over ln E.</summary>
/// <param name="EnergiesMeVPerU">Energies, MeV/u, ascending.</param>
/// <param name="Effects">The effect at each.</param>
internal sealed record RbeTableColumn(double[] EnergiesMeVPerU, IonEffect[] Effects)
{
    /// <summary>The effect at an energy within the table.</summary>
    public IonEffect At(double energy)
    {
        var upper = Array.FindIndex(EnergiesMeVPerU, tabulated => tabulated >= energy);
        if (upper == 0 || EnergiesMeVPerU[upper] == energy) return Effects[upper];
        var (low, high) = (Effects[upper - 1], Effects[upper]);
        var share = Math.Log(energy / EnergiesMeVPerU[upper - 1]) / Math.Log(EnergiesMeVPerU[upper] / EnergiesMeVPerU[upper - 1]);
        var root = Math.Sqrt(low.BetaPerGy2) + share * (Math.Sqrt(high.BetaPerGy2) - Math.Sqrt(low.BetaPerGy2));
        return new IonEffect(low.AlphaPerGy + share * (high.AlphaPerGy - low.AlphaPerGy), root * root, low.SpecificEnergyGy + share * (high.SpecificEnergyGy - low.SpecificEnergyGy));
    }
}
