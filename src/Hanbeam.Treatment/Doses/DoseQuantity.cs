namespace Hanbeam.Treatment.Doses;

/// <summary>What the numbers of a <see cref="DoseVolume"/> are.</summary>
public enum DoseQuantity
{
    /// <summary>Absorbed dose, Gy.</summary>
    PhysicalDose,

    /// <summary>RBE-weighted dose of a named model, Gy(RBE).</summary>
    RbeWeightedDose,

    /// <summary>Dose-averaged LET, keV/µm.</summary>
    Let,

    /// <summary>Relative biological effectiveness of a named model: RBE-weighted over physical dose, a number without unit.</summary>
    Rbe,
}
