namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>The unit of a metric or of its argument.</summary>
public enum MetricUnit
{
    /// <summary>None: an index.</summary>
    None,

    /// <summary>Absorbed dose, Gy.</summary>
    Gray,

    /// <summary>RBE-weighted dose, Gy(RBE).</summary>
    GrayRbe,

    /// <summary>Dose-averaged LET, keV/µm.</summary>
    KeVPerUm,

    /// <summary>Relative biological effectiveness, RBE-weighted over physical dose.</summary>
    Rbe,

    /// <summary>Per cent: of the structure's volume, or of the prescribed dose.</summary>
    Percent,

    /// <summary>Volume, cm³.</summary>
    CubicCentimetre,
}
