namespace Hanbeam.Physics.Ions;

/// <summary>A bare nucleus by charge and mass number.</summary>
/// <param name="Z">Charge number: 1 to 10 for what is transported, more for targets, 0 with A = 1 for the neutron.</param>
/// <param name="A">Mass number.</param>
public readonly record struct Ion(int Z, int A)
{
    private static readonly string[] Symbols = ["n", "H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne"];

    /// <summary>Carbon 12, the beam.</summary>
    public static Ion Carbon12 => new(6, 12);

    /// <summary>The proton.</summary>
    public static Ion Proton => new(1, 1);

    /// <summary>The neutron: no charge, so none of the electromagnetic physics takes it.</summary>
    public static Ion Neutron => new(0, 1);

    /// <summary>
    /// Rest energy of the nucleus, MeV: evaluated masses up to A = 40 [AME2012; AME2020], to 1 keV; for the few combinations that are not in them, and beyond, the
    /// liquid-drop formula (error of some MeV).
    /// </summary>
    public double MassMeV => NuclearMasses.RestEnergyMeV(Z, A);

    /// <summary>Mass number and symbol, for example 12C; n for the neutron.</summary>
    public string Name => this == Neutron ? "n" : FormattableString.Invariant($"{A}{Symbol}");

    private string Symbol => Z >= 0 && Z < Symbols.Length ? Symbols[Z] : FormattableString.Invariant($"(Z={Z})");
}
