using Hanbeam.Numerics.Work;

namespace Hanbeam.Physics.Materials;

/// <summary>Means over the electrons of a material, by Bragg's additivity [ICRU37].</summary>
internal static class MeanExcitation
{
    // Water's I = 78 eV [ICRU90] over what additivity gives for it, 75.3 eV.
    private static readonly Lazy<double> LazyWaterScale = new(() => 78 / Additive(WaterElements()));

    // Water's shell term, one atom of Z = 10 and I = 78 eV, over what additivity gives for it: about a half. The rest of the additive term is cancelled
    // by the Barkas term, which is not in the formula either.
    private static readonly Lazy<double> LazyShellScale = new(() => 78 * 78 / 10.0 / AdditiveShellMoments(WaterElements()).Square);

    /// <summary>By how much water's I exceeds its additive one.</summary>
    public static double WaterScale => LazyWaterScale.Value;

    /// <summary>Moles of electrons in a gram.</summary>
    public static double ElectronsPerMass(IReadOnlyList<ElementFraction> elements) => elements.Sum(element => element.MassFraction * element.Z / element.AtomicWeight);

    /// <summary>ln I = Σ w Z/A ln I_i / Σ w Z/A with the elements' I in compounds; an element alone has its own. eV.</summary>
    public static double Additive(IReadOnlyList<ElementFraction> elements)
    {
        if (elements.Count == 1) return Find(elements[0].Z).MeanExcitationEnergyEV / WaterScale;
        var logarithm = elements.Sum(element => element.MassFraction * element.Z / element.AtomicWeight * Math.Log(Find(element.Z).InCompoundsEV));
        return Math.Exp(logarithm / ElectronsPerMass(elements));
    }

    /// <summary>Means of I²/Z and I³/Z over the electrons, eV² and eV³, with the elements' I in compounds, scaled so that water has its own.</summary>
    public static (double Square, double Cube) ShellMoments(IReadOnlyList<ElementFraction> elements)
    {
        var (square, cube) = AdditiveShellMoments(elements);
        return (square * LazyShellScale.Value, cube * LazyShellScale.Value);
    }

    private static (double Square, double Cube) AdditiveShellMoments(IReadOnlyList<ElementFraction> elements)
    {
        double square = 0, cube = 0;
        foreach (var element in elements)
        {
            var energy = elements.Count == 1 ? Find(element.Z).MeanExcitationEnergyEV : Find(element.Z).InCompoundsEV;
            var perMass = element.MassFraction / element.AtomicWeight;
            square += perMass * energy * energy;
            cube += perMass * energy * energy * energy;
        }

        var electrons = ElectronsPerMass(elements);
        return (square / electrons, cube / electrons);
    }

    private static Element Find(int z) => Elements.All.FirstOrDefault(element => element.Z == z)
        ?? throw new InputException(FormattableString.Invariant($"no element with the atomic number {z}; known: {string.Join(", ", Elements.All.Select(one => one.Symbol))}"));

    private static ElementFraction[] WaterElements()
    {
        var (hydrogen, oxygen) = (Elements.Of("H"), Elements.Of("O"));
        var mass = 2 * hydrogen.AtomicWeight + oxygen.AtomicWeight;
        return [new(1, hydrogen.AtomicWeight, 2 * hydrogen.AtomicWeight / mass), new(8, oxygen.AtomicWeight, oxygen.AtomicWeight / mass)];
    }
}
