namespace Hanbeam.Physics.Ions;

/// <summary>A bare nucleus by charge and mass number.</summary>
/// <param name="Z">Charge number, 1 to 8.</param>
/// <param name="A">Mass number.</param>
public readonly record struct Ion(int Z, int A)
{
    /// <summary>Carbon 12, the beam.</summary>
    public static Ion Carbon12 => new(6, 12);

    /// <summary>The proton.</summary>
    public static Ion Proton => new(1, 1);

    /// <summary>Rest energy of the nucleus, MeV; for nuclei not listed A atomic mass units (error below 0.5 %). Source: [AME2020].</summary>
    public double MassMeV => (Z, A) switch
    {
        (1, 1) => 938.272,
        (1, 2) => 1875.613,
        (1, 3) => 2808.921,
        (2, 3) => 2808.391,
        (2, 4) => 3727.379,
        (3, 6) => 5601.518,
        (3, 7) => 6533.833,
        (4, 7) => 6534.184,
        (4, 9) => 8392.750,
        (5, 10) => 9324.436,
        (5, 11) => 10252.547,
        (6, 11) => 10254.019,
        (6, 12) => 11174.863,
        _ => A * PhysicalConstants.AtomicMassUnitMeV,
    };

    /// <summary>Mass number and symbol, for example 12C.</summary>
    public string Name => FormattableString.Invariant($"{A}{Symbol}");

    private string Symbol => Z switch
    {
        1 => "H",
        2 => "He",
        3 => "Li",
        4 => "Be",
        5 => "B",
        6 => "C",
        7 => "N",
        8 => "O",
        _ => FormattableString.Invariant($"(Z={Z})"),
    };
}
