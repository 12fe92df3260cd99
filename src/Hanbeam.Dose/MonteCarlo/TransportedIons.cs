using Hanbeam.Physics.Ions;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>The nuclei that live long enough to be followed: Z = 1 to 10, half-life above a microsecond.</summary>
internal static class TransportedIons
{
    // Lightest and heaviest isotope by charge; those in between that break up at once are left out [AME2012].
    private static readonly (int Lightest, int Heaviest)[] Isotopes = [(0, 0), (1, 3), (3, 8), (6, 9), (7, 12), (8, 13), (9, 16), (12, 18), (13, 22), (17, 22), (18, 24)];
    private static readonly Ion[] Unbound = [new(2, 5), new(2, 7), new(4, 8), new(5, 9)];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Ion> All { get; } =
        [.. Enumerable.Range(1, 10).SelectMany(z => Enumerable.Range(Isotopes[z].Lightest, Isotopes[z].Heaviest - Isotopes[z].Lightest + 1).Select(a => new Ion(z, a))).Except(Unbound)];
}
