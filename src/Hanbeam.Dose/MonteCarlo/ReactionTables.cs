using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Nuclear;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// Total reaction cross sections of every species on every element of the materials, on an energy grid of eight cells an octave (bits of a float, as
/// <see cref="RangeScale"/>), linear in between. Transport makes attempts at the largest rate per mass among the materials and rejects the excess
/// [Woodcock1965], so that a step needs no look-up by material.
/// </summary>
internal sealed class ReactionTables
{
    private const int CellBits = 3;
    private const int Shift = 23 - CellBits;
    private const float LowestE = 0.25f;
    private const int First = 125 << CellBits; // 125 is the biased exponent of ¼
    private const int Count = 12 << CellBits;

    // 6.02214076·10²³ per mol (SI) · 10⁻²⁷ cm² per mb / 10 mm per cm.
    private const double PerMmPerMbMolPerGram = 6.02214076e-5;

    private readonly (int Z, int A, double Weight)[] elements;
    private readonly float[] sigmaMb;
    private readonly (int Element, double PerGram)[][] composition;

    public ReactionTables(IReadOnlyList<Ion> species, IReadOnlyList<Material> materials, double scale, WorkContext work)
    {
        elements = [.. materials.SelectMany(material => material.Elements).DistinctBy(element => element.Z).OrderBy(element => element.Z)
            .Select(element => (element.Z, CommonIsotopes.MassNumber(element.Z, element.AtomicWeight), element.AtomicWeight))];
        composition = [.. materials.Select(material => material.Elements.OrderBy(element => element.Z)
            .Select(element => (Array.FindIndex(elements, known => known.Z == element.Z), element.MassFraction / element.AtomicWeight)).ToArray())];
        sigmaMb = new float[species.Count * elements.Length * (Count + 1)];
        Parallel.For(0, species.Count, work.ParallelOptions, s =>
        {
            for (var e = 0; e < elements.Length; e++)
                for (var n = 0; n <= Count; n++)
                    sigmaMb[(s * elements.Length + e) * (Count + 1) + n] = (float)(scale * ReactionCrossSections.TotalMb(species[s], NodeE(n), elements[e].Z, elements[e].A));
        });
    }

    /// <summary>Charge and mass number of an element of the materials.</summary>
    public (int Z, int A) Target(int element) => (elements[element].Z, elements[element].A);

    /// <summary>Largest number of reactions per mm at 1 g/cm³ over the materials and an interval of energy.</summary>
    public double AttemptsPerMm(int species, double lowE, double highE)
    {
        var most = 0.0;
        for (var m = 0; m < composition.Length; m++)
        {
            most = Math.Max(most, Math.Max(PerMm(species, (float)lowE, m), PerMm(species, (float)highE, m)));
            for (var n = 0; n <= Count; n++)
                if (NodeE(n) > lowE && NodeE(n) < highE)
                    most = Math.Max(most, PerMm(species, NodeE(n), m));
        }

        return most;
    }

    /// <summary>
    /// Picks the element that an attempt meets, or −1 where it is rejected.
    /// </summary>
    /// <param name="species">The projectile.</param>
    /// <param name="E">Its energy, MeV/u.</param>
    /// <param name="material">Index of the material.</param>
    /// <param name="level">A random number from 0 to 1 times the rate of attempts, 1/mm at 1 g/cm³.</param>
    public int Pick(int species, float E, int material, double level)
    {
        var (cell, place) = Locate(E);
        foreach (var (element, perGram) in composition[material])
        {
            level -= perGram * Sigma(species, element, cell, place) * PerMmPerMbMolPerGram;
            if (level < 0) return element;
        }

        return -1;
    }

    /// <summary>Reactions per mm at 1 g/cm³.</summary>
    public double PerMm(int species, float E, int material)
    {
        var (cell, place) = Locate(E);
        var sum = 0.0;
        foreach (var (element, perGram) in composition[material]) sum += perGram * Sigma(species, element, cell, place);
        return sum * PerMmPerMbMolPerGram;
    }

    private static float NodeE(int n) => BitConverter.Int32BitsToSingle((n + First) << Shift);

    private static (int Cell, float Place) Locate(float E)
    {
        var bits = BitConverter.SingleToInt32Bits(Math.Clamp(E, LowestE, 1023f));
        return ((bits >> Shift) - First, (bits & ((1 << Shift) - 1)) * (1f / (1 << Shift)));
    }

    private double Sigma(int species, int element, int cell, float place)
    {
        var at = (species * elements.Length + element) * (Count + 1) + cell;
        return sigmaMb[at] + place * (sigmaMb[at + 1] - sigmaMb[at]);
    }
}
