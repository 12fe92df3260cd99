namespace Hanbeam.Physics.Materials;

/// <summary>What slowing down and scattering need to know about a material.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DensityGPerCm3">Density, g/cm³.</param>
/// <param name="ChargeToMass">Mean Z/A, mol/g.</param>
/// <param name="AtomicNumberForShell">Electrons per formula unit that the shell correction C is divided by.</param>
/// <param name="MeanExcitationEnergyEV">Mean excitation energy I, eV.</param>
/// <param name="RadiationLengthGPerCm2">Radiation length, g/cm².</param>
public readonly record struct Material(
    string Name, double DensityGPerCm3, double ChargeToMass, double AtomicNumberForShell, double MeanExcitationEnergyEV, double RadiationLengthGPerCm2)
{
    /// <summary>Liquid water of unit density, I = 78 eV [ICRU90]; radiation length [PDG2022].</summary>
    public static Material Water => new("water", 1.0, 0.55509, 10, 78, 36.08);

    /// <summary>PMMA, C5H8O2, I = 74 eV, 54 electrons a unit; all figures [PDG2022].</summary>
    public static Material Pmma => new("PMMA", 1.19, 0.53937, 54, 74, 40.55);

    /// <summary>Dry air at 20 °C, I = 85.7 eV [PDG2022]; the shell term is divided by 7.22 electrons an atom.</summary>
    public static Material Air => new("air", 0.001205, 0.49919, 7.22, 85.7, 36.62);
}
