using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Treatment.Evaluation;

/// <summary>The histograms of a structure in the nominal dose and in the doses of error scenarios, and the band that they span.</summary>
public sealed class ScenarioBand
{
    private ScenarioBand(DoseVolumeHistogram nominal, IReadOnlyList<DoseVolumeHistogram> scenarios) => (Nominal, Scenarios) = (nominal, scenarios);

    /// <summary>The histogram without error.</summary>
    public DoseVolumeHistogram Nominal { get; }

    /// <summary>The histogram of each scenario.</summary>
    public IReadOnlyList<DoseVolumeHistogram> Scenarios { get; }

    /// <summary>What a reader of the figures should know, one sentence each.</summary>
    public IReadOnlyList<string> Warnings => [.. Nominal.Warnings.Concat(Scenarios.SelectMany(scenario => scenario.Warnings)).Distinct()];

    /// <summary>Makes the histograms.</summary>
    /// <param name="body">The structure, fixed to the patient.</param>
    /// <param name="nominal">The dose without error.</param>
    /// <param name="scenarios">The dose of each scenario, of the same quantity, RBE model and extent; the grids may differ.</param>
    /// <param name="work">Threads and cancellation; all processors where left out.</param>
    /// <exception cref="InputException">The doses are not of one kind, or a histogram cannot be made.</exception>
    public static ScenarioBand Create(StructureBody body, DoseVolume nominal, IReadOnlyList<DoseVolume> scenarios, WorkContext? work = null)
    {
        foreach (var scenario in scenarios) ScenarioDose.CheckAlike(nominal, scenario);
        return new ScenarioBand(DoseVolumeHistogram.Create(body, nominal, work), [.. scenarios.Select(scenario => DoseVolumeHistogram.Create(body, scenario, work))]);
    }

    /// <summary>Puts histograms together that are there already.</summary>
    /// <param name="nominal">The histogram without error.</param>
    /// <param name="scenarios">The histogram of each scenario, of doses of the same quantity, RBE model and extent.</param>
    public static ScenarioBand Of(DoseVolumeHistogram nominal, IReadOnlyList<DoseVolumeHistogram> scenarios) => new(nominal, scenarios);

    /// <summary>The least, the nominal and the greatest value of a figure; the nominal one is among those compared.</summary>
    /// <param name="figure">The figure of a histogram, <c>dvh =&gt; dvh.D95</c> for example.</param>
    public (double Least, double Nominal, double Greatest) Of(Func<DoseVolumeHistogram, double> figure)
    {
        var nominal = figure(Nominal);
        var all = Scenarios.Select(figure).Append(nominal).ToArray();
        return (all.Min(), nominal, all.Max());
    }

    /// <summary>The band of the cumulative curve.</summary>
    /// <param name="binWidth">Step of dose, in the unit of the histograms, above 0.</param>
    /// <returns>Doses 0, w, 2w, … up to the first beyond the highest dose of any scenario, and the volumes there, per cent.</returns>
    public ScenarioBandCurve Curve(double binWidth)
    {
        if (!(binWidth > 0)) throw new ArgumentOutOfRangeException(nameof(binWidth), binWidth, "a bin width must be above 0");
        var count = (int)Math.Max(0, Math.Floor(Of(dvh => dvh.Max).Greatest / binWidth)) + 2;
        var curve = new ScenarioBandCurve(new double[count], new double[count], new double[count], new double[count]);
        for (var n = 0; n < count; n++)
        {
            var dose = n * binWidth;
            (curve.Dose[n], (curve.LeastPercent[n], curve.NominalPercent[n], curve.GreatestPercent[n])) = (dose, Of(dvh => dvh.VolumePercentAtDose(dose)));
        }

        return curve;
    }
}
