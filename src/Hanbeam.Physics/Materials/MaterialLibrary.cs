using Hanbeam.Numerics.Work;

namespace Hanbeam.Physics.Materials;

/// <summary>
/// Materials of phantoms, nozzles, ripple filters and range shifters, by name. Densities and mean excitation energies: [PDG2022] as in NIST's tables of
/// compounds [ICRU37] where one is given; without one (printing plastics) additivity is used and the density is the maker's usual one.
/// </summary>
public static class MaterialLibrary
{
    private static readonly (string Other, string Name)[] OtherNames =
        [("lucite", "PMMA"), ("plexiglas", "PMMA"), ("acrylic", "PMMA"), ("aluminum", "aluminium"), ("polyimide", "Kapton"), ("PE", "polyethylene"), ("PC", "polycarbonate"), ("PET", "Mylar")];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Material> All { get; } =
    [
        Material.Water,
        Material.Air,
        Material.Pmma,
        Material.OfFormula("polyethylene", 0.94, "C2H4", 57.4),
        Material.OfFormula("polystyrene", 1.06, "C8H8", 68.7),
        Material.OfFormula("polycarbonate", 1.20, "C16H14O3", 73.1),
        Material.OfFormula("Kapton", 1.42, "C22H10N2O5", 79.6),
        Material.OfFormula("Mylar", 1.40, "C10H8O4", 78.7),
        Material.OfFormula("nylon", 1.14, "C6H11NO", 63.9),
        Material.OfFormula("POM", 1.425, "CH2O", 77.4),
        Material.OfFormula("ABS", 1.05, "C15H17N"), // one unit each of acrylonitrile, butadiene and styrene
        Material.OfFormula("PLA", 1.24, "C3H4O2"),
        Material.OfFormula("graphite", 2.21, "C", 81),
        Material.OfFormula("aluminium", 2.699, "Al", 166),
        Material.OfFormula("titanium", 4.54, "Ti", 233),
        Material.OfFormula("iron", 7.874, "Fe", 286),
        Material.OfFormula("copper", 8.96, "Cu", 322),
        Material.OfFormula("tungsten", 19.3, "W", 727),
        Material.OfFormula("lead", 11.35, "Pb", 823),
        Material.OfFormula("nitrogen", 1.1653e-3, "N2", 82),
        Material.OfFormula("argon", 1.662e-3, "Ar", 188),
        Material.OfFormula("helium", 1.6632e-4, "He", 41.8),
    ];

    /// <summary>The material of a name, upper or lower case, or of a usual other one such as lucite.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InputException">There is none.</exception>
    public static Material Find(string name)
    {
        var canonical = OtherNames.FirstOrDefault(pair => pair.Other.Equals(name, StringComparison.OrdinalIgnoreCase)).Name ?? name;
        return All.FirstOrDefault(material => material.Name.Equals(canonical, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException($"no material {name}; known: {string.Join(", ", All.Select(material => material.Name))}");
    }
}
