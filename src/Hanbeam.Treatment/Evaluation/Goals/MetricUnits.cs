using Hanbeam.Treatment.Doses;

namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>How units are written in the names of metrics.</summary>
public static class MetricUnits
{
    /// <summary>The unit as a metric's name holds it: Gy, Gy(RBE), keV/um, RBE, % or cc; empty for none.</summary>
    /// <param name="unit">The unit.</param>
    public static string Text(MetricUnit unit) => unit switch
    {
        MetricUnit.Gray => "Gy",
        MetricUnit.GrayRbe => "Gy(RBE)",
        MetricUnit.KeVPerUm => "keV/um",
        MetricUnit.Rbe => "RBE",
        MetricUnit.Percent => "%",
        MetricUnit.CubicCentimetre => "cc",
        _ => "",
    };

    /// <summary>The unit of a quantity.</summary>
    /// <param name="quantity">What a dose volume holds.</param>
    public static MetricUnit Of(DoseQuantity quantity) => quantity switch
    {
        DoseQuantity.PhysicalDose => MetricUnit.Gray,
        DoseQuantity.RbeWeightedDose => MetricUnit.GrayRbe,
        DoseQuantity.Let => MetricUnit.KeVPerUm,
        _ => MetricUnit.Rbe,
    };

    /// <summary>Whether a unit is one of dose, LET or RBE, as opposed to a part or a volume.</summary>
    /// <param name="unit">The unit.</param>
    public static bool IsAbsoluteDose(MetricUnit unit) => unit is MetricUnit.Gray or MetricUnit.GrayRbe or MetricUnit.KeVPerUm or MetricUnit.Rbe;
}
