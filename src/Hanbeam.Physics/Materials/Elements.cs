using Hanbeam.Numerics.Work;

namespace Hanbeam.Physics.Materials;

/// <summary>
/// The elements that materials may be made of: H to Zn and those of implants, contrast media, collimators and detectors.
/// Atomic weights: IUPAC's conventional values. Mean excitation energies: [ICRU37] as commonly quoted, carbon 81 eV [ICRU90]; in condensed compounds
/// H, C, N, O, F and Cl are fitted values and the others 1.13 times their own [ICRU37].
/// </summary>
public static class Elements
{
    /// <summary>All of them, by atomic number.</summary>
    public static IReadOnlyList<Element> All { get; } =
    [
        new(1, "H", 1.008, 19.2, 19.2),
        new(2, "He", 4.0026, 41.8, 47.2),
        new(3, "Li", 6.94, 40, 45.2),
        new(4, "Be", 9.0122, 63.7, 72.0),
        new(5, "B", 10.81, 76, 85.9),
        new(6, "C", 12.011, 81, 81),
        new(7, "N", 14.007, 82, 82),
        new(8, "O", 15.999, 95, 106),
        new(9, "F", 18.998, 115, 112),
        new(10, "Ne", 20.180, 137, 154.8),
        new(11, "Na", 22.99, 149, 168.4),
        new(12, "Mg", 24.305, 156, 176.3),
        new(13, "Al", 26.982, 166, 187.6),
        new(14, "Si", 28.085, 173, 195.5),
        new(15, "P", 30.974, 173, 195.5),
        new(16, "S", 32.06, 180, 203.4),
        new(17, "Cl", 35.45, 174, 180),
        new(18, "Ar", 39.948, 188, 212.44),
        new(19, "K", 39.098, 190, 214.7),
        new(20, "Ca", 40.078, 191, 215.8),
        new(21, "Sc", 44.956, 216, 244.1),
        new(22, "Ti", 47.867, 233, 263.3),
        new(23, "V", 50.942, 245, 276.8),
        new(24, "Cr", 51.996, 257, 290.4),
        new(25, "Mn", 54.938, 272, 307.4),
        new(26, "Fe", 55.845, 286, 323.2),
        new(27, "Co", 58.933, 297, 335.6),
        new(28, "Ni", 58.693, 311, 351.4),
        new(29, "Cu", 63.546, 322, 363.9),
        new(30, "Zn", 65.38, 330, 372.9),
        new(35, "Br", 79.904, 343, 387.6),
        new(40, "Zr", 91.224, 393, 444.1),
        new(42, "Mo", 95.95, 424, 479.1),
        new(47, "Ag", 107.868, 470, 531.1),
        new(50, "Sn", 118.71, 488, 551.4),
        new(53, "I", 126.904, 491, 554.8),
        new(56, "Ba", 137.327, 491, 554.8),
        new(64, "Gd", 157.25, 591, 667.8),
        new(73, "Ta", 180.948, 718, 811.3),
        new(74, "W", 183.84, 727, 821.5),
        new(78, "Pt", 195.084, 790, 892.7),
        new(79, "Au", 196.967, 790, 892.7),
        new(82, "Pb", 207.2, 823, 930.0),
        new(83, "Bi", 208.980, 823, 930.0),
    ];

    private static readonly Dictionary<string, Element> BySymbol = All.ToDictionary(element => element.Symbol, StringComparer.Ordinal);

    /// <summary>The element of a symbol.</summary>
    /// <param name="symbol">For example <c>Ca</c>.</param>
    /// <exception cref="InputException">There is no such element here.</exception>
    public static Element Of(string symbol) => BySymbol.TryGetValue(symbol, out var element)
        ? element
        : throw new InputException($"no element {symbol}; known: {string.Join(", ", All.Select(one => one.Symbol))}");
}
