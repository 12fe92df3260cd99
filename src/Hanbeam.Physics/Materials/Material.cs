using System.Text.RegularExpressions;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Physics.Materials;

/// <summary>A material by its density and elements: what slowing down, scattering and reactions need to know of it. Immutable.</summary>
public sealed partial class Material
{
    // Shares as printed in tables are rounded to 0.1 %; more than this is a slip.
    private const double SumTolerance = 0.005;

    /// <summary>
    /// A material of given elements. Mean Z/A follows from them; the mean excitation energy I, where it is not given, by additivity [ICRU37] times the ratio of
    /// water's [ICRU90] to what additivity gives for water, so that its stopping power relative to water is what the calibration takes; the
    /// radiation length, where it is not given, by Tsai's formula.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="densityGPerCm3">Density, g/cm³, above 0 and at most 25 (osmium has 22.6).</param>
    /// <param name="elements">Elements with their mass fractions, which add to 1 within 0.5 %.</param>
    /// <param name="meanExcitationEnergyEV">I, eV, where it is known.</param>
    /// <param name="radiationLengthGPerCm2">Radiation length, g/cm², where it is known.</param>
    /// <exception cref="InputException">No elements, unknown ones, a density or fractions out of range.</exception>
    public Material(string name, double densityGPerCm3, IReadOnlyList<ElementFraction> elements, double? meanExcitationEnergyEV = null, double? radiationLengthGPerCm2 = null)
    {
        Check(name, densityGPerCm3, elements);
        Name = name;
        DensityGPerCm3 = densityGPerCm3;
        Elements = [.. elements];
        ChargeToMass = MeanExcitation.ElectronsPerMass(Elements);
        AdditiveMeanExcitationEnergyEV = meanExcitationEnergyEV ?? MeanExcitation.Additive(Elements);
        MeanExcitationEnergyEV = meanExcitationEnergyEV ?? AdditiveMeanExcitationEnergyEV * MeanExcitation.WaterScale;
        RadiationLengthGPerCm2 = radiationLengthGPerCm2 ?? RadiationLength.GPerCm2(Elements);
        (ShellSquare, ShellCube) = MeanExcitation.ShellMoments(Elements);
    }

    // Water and air: with the published Z/A, and one atom of Z = 10 or 7.22 and the material's I in the shell term.
    private Material(Material from, double chargeToMass, double shellElectrons)
        : this(from.Name, from.DensityGPerCm3, from.Elements, from.MeanExcitationEnergyEV, from.RadiationLengthGPerCm2)
    {
        ChargeToMass = chargeToMass;
        var squared = MeanExcitationEnergyEV * MeanExcitationEnergyEV;
        (ShellSquare, ShellCube) = (squared / shellElectrons, squared * MeanExcitationEnergyEV / shellElectrons);
    }

    /// <summary>Liquid water of unit density, I = 78 eV and Z/A [ICRU90]; radiation length [PDG2022].</summary>
    public static Material Water { get; } = new(OfFormula("water", 1.0, "H2O", 78, 36.08), 0.55509, 10);

    /// <summary>PMMA, C5H8O2, I = 74 eV; all figures [PDG2022].</summary>
    public static Material Pmma { get; } = OfFormula("PMMA", 1.19, "C5H8O2", 74, 40.55);

    /// <summary>Dry air at 20 °C, I = 85.7 eV; all figures [PDG2022].</summary>
    public static Material Air { get; } =
        new(OfPercent("air", 0.001205, [("C", 0.0124), ("N", 75.5268), ("O", 23.1781), ("Ar", 1.2827)], 85.7, 36.62), 0.49919, 7.22);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Density, g/cm³.</summary>
    public double DensityGPerCm3 { get; }

    /// <summary>Its elements.</summary>
    public IReadOnlyList<ElementFraction> Elements { get; }

    /// <summary>Mean Z/A, mol/g: moles of electrons in a gram.</summary>
    public double ChargeToMass { get; }

    /// <summary>Mean excitation energy I, eV.</summary>
    public double MeanExcitationEnergyEV { get; }

    /// <summary>Radiation length, g/cm².</summary>
    public double RadiationLengthGPerCm2 { get; }

    /// <summary>I on the scale on which water by additivity has 75.3 eV, for ratios by the calibration's rule; a given I is the same on both scales.</summary>
    internal double AdditiveMeanExcitationEnergyEV { get; }

    /// <summary>Mean of I²/Z over the electrons, eV²: what the shell term multiplies.</summary>
    internal double ShellSquare { get; }

    /// <summary>Mean of I³/Z over the electrons, eV³.</summary>
    internal double ShellCube { get; }

    /// <summary>A compound by its formula.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="densityGPerCm3">Density, g/cm³.</param>
    /// <param name="formula">Symbols, each with the number of its atoms where it is not 1: <c>C5H8O2</c>.</param>
    /// <param name="meanExcitationEnergyEV">I, eV, where it is known.</param>
    /// <param name="radiationLengthGPerCm2">Radiation length, g/cm², where it is known.</param>
    /// <exception cref="InputException">The formula cannot be read, or as for the constructor.</exception>
    public static Material OfFormula(string name, double densityGPerCm3, string formula, double? meanExcitationEnergyEV = null, double? radiationLengthGPerCm2 = null)
    {
        if (!Formula().IsMatch(formula)) throw new InputException($"material {name}: {formula} is no formula such as C5H8O2");
        var atoms = Part().Matches(formula).Select(part => (Element: Materials.Elements.Of(part.Groups[1].Value),
            Count: part.Groups[2].Length > 0 ? int.Parse(part.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture) : 1)).ToList();
        var mass = atoms.Sum(atom => atom.Count * atom.Element.AtomicWeight);
        return new(name, densityGPerCm3, [.. atoms.Select(atom => new ElementFraction(atom.Element.Z, atom.Element.AtomicWeight, atom.Count * atom.Element.AtomicWeight / mass))],
            meanExcitationEnergyEV, radiationLengthGPerCm2);
    }

    /// <summary>A material by per cent of its mass.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="densityGPerCm3">Density, g/cm³.</param>
    /// <param name="massPercent">Symbols of elements with their per cent.</param>
    /// <param name="meanExcitationEnergyEV">I, eV, where it is known.</param>
    /// <param name="radiationLengthGPerCm2">Radiation length, g/cm², where it is known.</param>
    /// <exception cref="InputException">As for the constructor.</exception>
    public static Material OfPercent(string name, double densityGPerCm3, IEnumerable<(string Symbol, double Percent)> massPercent, double? meanExcitationEnergyEV = null, double? radiationLengthGPerCm2 = null)
    {
        var elements = massPercent.Select(part => (Element: Materials.Elements.Of(part.Symbol), part.Percent));
        return new(name, densityGPerCm3, [.. elements.Select(part => new ElementFraction(part.Element.Z, part.Element.AtomicWeight, part.Percent / 100))],
            meanExcitationEnergyEV, radiationLengthGPerCm2);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name}, {DensityGPerCm3:G4} g/cm³");

    private static void Check(string name, double density, IReadOnlyList<ElementFraction> elements)
    {
        if (!(density is > 0 and <= 25)) throw new InputException(FormattableString.Invariant($"material {name}: the density is {density} g/cm³, but must be above 0 and at most 25"));
        if (elements.Count == 0) throw new InputException($"material {name} has no elements; give at least one with its share of the mass");
        foreach (var element in elements)
            if (!(element.MassFraction is > 0 and <= 1) || !(element.AtomicWeight >= element.Z))
                throw new InputException(FormattableString.Invariant($"material {name}: the element Z = {element.Z} of atomic weight {element.AtomicWeight} has the mass fraction {element.MassFraction}, but it must be above 0 and at most 1"));
        var sum = elements.Sum(element => element.MassFraction);
        if (Math.Abs(sum - 1) > SumTolerance) throw new InputException(FormattableString.Invariant($"material {name}: the mass fractions of its elements add to {sum:G6}, but must add to 1 within {SumTolerance}"));
    }

    [GeneratedRegex("^([A-Z][a-z]?[0-9]*)+$")]
    private static partial Regex Formula();

    [GeneratedRegex("([A-Z][a-z]?)([0-9]*)")]
    private static partial Regex Part();
}
