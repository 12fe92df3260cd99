using System.Globalization;

namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>
/// One figure of a structure's dose, named as in AAPM TG-263 [Mayo2018]: <c>D95%[Gy(RBE)]</c>, <c>D0.1cc[Gy]</c>, <c>V20Gy(RBE)[cc]</c>,
/// <c>Mean[keV/um]</c>. Beyond that report: Gy(RBE) beside Gy, keV/um for LET, <c>RBE</c>, <c>[%]</c> after D, Mean, Max, Min and EUD for per cent of the
/// prescribed dose, <c>EUDa</c> with its exponent, and the indices <c>HI</c>, <c>CIx%</c> and <c>GI</c>. See docs/formats/goals.md.
/// </summary>
public sealed record Metric
{
    // Fifteen digits: what a double holds for certain, so that a name read back is the same metric.
    private const string NumberFormat = "0.###############";

    private Metric(MetricKind kind, double argument, MetricUnit argumentUnit, MetricUnit unit)
    {
        (Kind, Argument, ArgumentUnit, Unit) = (kind, argument, argumentUnit, unit);
    }

    /// <summary>What it measures.</summary>
    public MetricKind Kind { get; }

    /// <summary>The volume of D, the dose of V, the exponent of EUD, the isodose of CI in per cent; 0 where the kind has none.</summary>
    public double Argument { get; }

    /// <summary>Unit of <see cref="Argument"/>.</summary>
    public MetricUnit ArgumentUnit { get; }

    /// <summary>Unit of the value; <see cref="MetricUnit.None"/> for an index.</summary>
    public MetricUnit Unit { get; }

    /// <summary>The unit of dose that the metric is about: of its value or of its argument; none where it works for any dose.</summary>
    public MetricUnit DoseUnit => MetricUnits.IsAbsoluteDose(Unit) ? Unit : MetricUnits.IsAbsoluteDose(ArgumentUnit) ? ArgumentUnit : MetricUnit.None;

    /// <summary>Whether a prescribed dose must be known.</summary>
    public bool NeedsPrescription => Kind is MetricKind.ConformityIndex or MetricKind.GradientIndex ||
        (Kind == MetricKind.VolumeAtDose ? ArgumentUnit : Unit) == MetricUnit.Percent;

    /// <summary>D_x with x in per cent of the volume.</summary>
    /// <param name="percent">0 to 100.</param>
    /// <param name="unit">Gy, Gy(RBE), keV/um or per cent of the prescription.</param>
    public static Metric DoseAtPercent(double percent, MetricUnit unit) => new(MetricKind.DoseAtVolume, percent, MetricUnit.Percent, unit);

    /// <summary>D_x with x in cm³.</summary>
    /// <param name="volumeCc">Volume, cm³, not negative.</param>
    /// <param name="unit">Gy, Gy(RBE), keV/um or per cent of the prescription.</param>
    public static Metric DoseAtCc(double volumeCc, MetricUnit unit) => new(MetricKind.DoseAtVolume, volumeCc, MetricUnit.CubicCentimetre, unit);

    /// <summary>V_d.</summary>
    /// <param name="dose">The dose, not negative.</param>
    /// <param name="doseUnit">Gy, Gy(RBE), keV/um or per cent of the prescription.</param>
    /// <param name="unit">Per cent or cm³ of the volume.</param>
    public static Metric VolumeAt(double dose, MetricUnit doseUnit, MetricUnit unit) => new(MetricKind.VolumeAtDose, dose, doseUnit, unit);

    /// <summary>Mean dose.</summary>
    /// <param name="unit">Gy, Gy(RBE), keV/um or per cent of the prescription.</param>
    public static Metric MeanIn(MetricUnit unit) => new(MetricKind.Mean, 0, MetricUnit.None, unit);

    /// <summary>Highest dose.</summary>
    /// <param name="unit">Gy, Gy(RBE), keV/um or per cent of the prescription.</param>
    public static Metric MaxIn(MetricUnit unit) => new(MetricKind.Max, 0, MetricUnit.None, unit);

    /// <summary>Lowest dose.</summary>
    /// <param name="unit">Gy, Gy(RBE), keV/um or per cent of the prescription.</param>
    public static Metric MinIn(MetricUnit unit) => new(MetricKind.Min, 0, MetricUnit.None, unit);

    /// <summary>Generalised equivalent uniform dose.</summary>
    /// <param name="a">Exponent, not 0: 1 is the mean, large the maximum, negative values look at the minimum.</param>
    /// <param name="unit">Gy, Gy(RBE), keV/um or per cent of the prescription.</param>
    public static Metric EudIn(double a, MetricUnit unit) => new(MetricKind.EquivalentUniformDose, a, MetricUnit.None, unit);

    /// <summary>Homogeneity index.</summary>
    public static Metric Homogeneity { get; } = new(MetricKind.HomogeneityIndex, 0, MetricUnit.None, MetricUnit.None);

    /// <summary>Gradient index.</summary>
    public static Metric Gradient { get; } = new(MetricKind.GradientIndex, 0, MetricUnit.None, MetricUnit.None);

    /// <summary>Conformity index of an isodose.</summary>
    /// <param name="percent">The isodose, per cent of the prescription, above 0.</param>
    public static Metric Conformity(double percent) => new(MetricKind.ConformityIndex, percent, MetricUnit.Percent, MetricUnit.None);

    /// <summary>The metric of a name.</summary>
    /// <param name="text">For example <c>D95%[Gy(RBE)]</c>.</param>
    /// <exception cref="Numerics.Work.InputException">It is none; the sentence says where it goes wrong and what is nearest.</exception>
    public static Metric Parse(string text) => MetricParser.Parse(text);

    /// <summary>The canonical name; reading it gives the same metric.</summary>
    public override string ToString() => Label + (Unit == MetricUnit.None ? "" : $"[{MetricUnits.Text(Unit)}]");

    /// <summary>The name without the unit of its value, for a table whose heading has it: D95%, V20Gy(RBE), Mean.</summary>
    public string Label => Kind switch
    {
        MetricKind.DoseAtVolume => "D" + Number(Argument) + MetricUnits.Text(ArgumentUnit),
        MetricKind.VolumeAtDose => "V" + Number(Argument) + MetricUnits.Text(ArgumentUnit),
        MetricKind.EquivalentUniformDose => "EUD" + Number(Argument),
        MetricKind.HomogeneityIndex => "HI",
        MetricKind.GradientIndex => "GI",
        MetricKind.ConformityIndex => "CI" + Number(Argument) + "%",
        var kind => kind.ToString(),
    };

    internal static string Number(double value) => value.ToString(NumberFormat, CultureInfo.InvariantCulture);
}
