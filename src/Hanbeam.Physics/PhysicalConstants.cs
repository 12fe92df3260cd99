namespace Hanbeam.Physics;

/// <summary>Constants of nature in the units of the field. Source: CODATA 2018 as listed in [PDG2022].</summary>
public static class PhysicalConstants
{
    /// <summary>4π N_A r_e² m_e c², MeV·cm²/mol [PDG2022, Table 34.1].</summary>
    public const double BetheConstant = 0.307075;

    /// <summary>Electron rest energy, MeV.</summary>
    public const double ElectronMassMeV = 0.51099895;

    /// <summary>Atomic mass unit, MeV.</summary>
    public const double AtomicMassUnitMeV = 931.49410;

    /// <summary>Fine-structure constant.</summary>
    public const double FineStructure = 1 / 137.035999;

    /// <summary>Avogadro's number, 1/mol.</summary>
    public const double Avogadro = 6.02214076e23;

    /// <summary>Gy·mm² per MeV/mm in unit-density water: 1.602176634e-13 J/MeV over 1e-6 kg/mm³.</summary>
    public const double GyMm2PerMeVPerMm = 1.602176634e-7;

    /// <summary>Gy·µm² per keV/µm in unit-density water: 1.602176634e-16 J/keV over 1e-15 kg/µm³.</summary>
    public const double GyUm2PerKeVPerUm = 0.1602176634;
}
