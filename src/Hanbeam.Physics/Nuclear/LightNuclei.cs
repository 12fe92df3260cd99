using Hanbeam.Physics.Ions;

namespace Hanbeam.Physics.Nuclear;

/// <summary>The nuclei up to neon that a reaction may leave: those that live for nanoseconds or longer. Their masses are those of <see cref="Ion"/>.</summary>
public static class LightNuclei
{
    /// <summary>The greatest charge number.</summary>
    public const int GreatestZ = 10;

    /// <summary>The greatest mass number.</summary>
    public const int GreatestA = 24;

    // Mass numbers of the nuclei of each charge number with half-lives above 1 ns [AME2020], from the neutron.
    private static readonly int[][] MassNumbers =
    [
        [1], [1, 2, 3], [3, 4, 6, 8], [6, 7, 8, 9], [7, 9, 10, 11, 12], [8, 10, 11, 12, 13], [9, 10, 11, 12, 13, 14], [12, 13, 14, 15, 16],
        [13, 14, 15, 16, 17, 18], [17, 18, 19, 20], [18, 19, 20, 21, 22, 23],
    ];

    private static readonly bool[] Table = MakeTable();

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<Ion> All { get; } = [.. MassNumbers.SelectMany((numbers, z) => numbers.Select(a => new Ion(z, a)))];

    /// <summary>Whether a nucleus is one of them.</summary>
    /// <param name="z">Charge number.</param>
    /// <param name="a">Mass number.</param>
    public static bool Contains(int z, int a) => (uint)z <= GreatestZ && (uint)a <= GreatestA && Table[z * (GreatestA + 1) + a];

    private static bool[] MakeTable()
    {
        var table = new bool[(GreatestZ + 1) * (GreatestA + 1)];
        for (var z = 0; z < MassNumbers.Length; z++)
            foreach (var a in MassNumbers[z]) table[z * (GreatestA + 1) + a] = true;
        return table;
    }
}
