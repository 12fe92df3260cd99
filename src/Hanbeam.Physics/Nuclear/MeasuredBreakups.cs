namespace Hanbeam.Physics.Nuclear;

/// <summary>Break-ups of nuclei for which fragments were measured, in mb at 300 MeV/u on carbon and on hydrogen.</summary>
internal static class MeasuredBreakups
{
    /// <summary>The channels of a nucleus, or null where they have to be estimated.</summary>
    public static BreakupChannel[]? Of(int z, int a) => (z, a) switch
    {
        (0, 1) or (1, 1) => [new(0, 0, 0, 1, 1)],
        (1, 2) => [new(0, 0, 0, 1, 1)],
        (1, 3) => [new(1, 2, 0, 60, 60), new(0, 0, 0, 40, 40)],
        (2, 3) => [new(1, 2, 0, 60, 60), new(0, 0, 0, 40, 40)],
        (2, 4) => Helium4,
        (2, 6) => [new(2, 4, 0, 242, 150), new(0, 0, 0, 100, 40)],
        (2, 8) => [new(2, 6, 0, 200, 150), new(2, 4, 0, 100, 60), new(0, 0, 0, 100, 40)],
        (5, 11) => Boron11,
        (6, 12) => Carbon12,
        _ => null,
    };

    // 4He to 3He: total less charge changing, 584 less 472 mb on O and 104 less 49 on H at 213 MeV/u [Horst2019b]; t as 3He by symmetry, the rest assumed.
    private static BreakupChannel[] Helium4 => [new(2, 3, 0, 110, 52), new(1, 3, 0, 110, 30), new(0, 0, 0, 360, 22)];

    // 11C and 10C [Horst2019; Korejwo2002]; B [Zeitlin2007; Golovchenko2002], isotopes of it as [Boillos2022; Korejwo2002]; Be and Li [Ogawa2015; Korejwo2002; Zeitlin2007];
    // without a remnant by the yields of helium of [Haettner2013].
    private static BreakupChannel[] Carbon12 =>
    [
        new(6, 11, 0, 72, 34), new(6, 10, 0, 4.3, 1.5),
        new(5, 11, 0, 62, 28), new(5, 10, 0, 41, 15, 0.1), new(5, 8, 0, 1, 0.4),
        new(4, 10, 0, 9.5, 3.2, 0.1), new(4, 9, 0, 12.5, 4.2, 0.1), new(4, 7, 0, 18, 4.8, 0.1),
        new(3, 8, 0, 2.5, 0.7), new(3, 7, 0, 36, 13), new(3, 6, 0, 40, 17), new(2, 6, 0, 5, 1),
        new(0, 0, 3, 52, 21), new(0, 0, 2, 120, 34), new(0, 0, 1, 180, 23), new(0, 0, 0, 112, 7),
    ];

    // Be 106 on C and 40 on H, Li 30 and 14.6 mb [Webber1990b]; isotopes, 10B and light pieces assumed.
    private static BreakupChannel[] Boron11 =>
    [
        new(5, 10, 0, 60, 30),
        new(4, 10, 0, 50, 20), new(4, 9, 0, 48, 17), new(4, 7, 0, 8, 3),
        new(3, 8, 0, 3, 1.5), new(3, 7, 0, 18, 9), new(3, 6, 0, 9, 4), new(2, 6, 0, 5, 1),
        new(0, 0, 2, 250, 60), new(0, 0, 1, 200, 30), new(0, 0, 0, 110, 10),
    ];
}
