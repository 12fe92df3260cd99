namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Turns sums into doses.</summary>
internal static class ResultMaker
{
    // 1 MeV/g in Gy: 1.602176634·10⁻¹³ J per MeV (SI) over 10⁻³ kg.
    private const double GyPerMeVPerGram = 1.602176634e-10;

    public static MonteCarloResult Make(RunPlan plan, BatchSums sums, double uncertainty, double seconds)
    {
        var layout = plan.Layout;
        var perIon = plan.Primaries.Ions / sums.Histories;
        float[] Dose(int number) => Cells(layout, cell => layout.Masses[cell] > 0 ? sums.Sums[cell * layout.Stride + number] * perIon * GyPerMeVPerGram / layout.Masses[cell] : 0);
        float[] Mean(int quantity) => Cells(layout, cell =>
        {
            var followed = sums.Sums[cell * layout.Stride + ScoringLayout.Followed];
            return followed > 0 ? sums.Sums[cell * layout.Stride + ScoringLayout.Products + quantity] / followed : 0;
        });
        return new MonteCarloResult
        {
            Histories = sums.Histories,
            Batches = sums.Batches,
            Seconds = seconds,
            Energy = sums.Tally.PerPrimary(sums.Histories),
            Grid = plan.Geometry.Grid,
            DoseToWater = Dose(ScoringLayout.Water),
            DoseToMedium = Dose(ScoringLayout.Medium),
            RelativeUncertainty = Cells(layout, sums.RelativeUncertainty),
            MeanRelativeUncertainty = uncertainty,
            BlockVarianceGy2 = sums.BlockVariance() * Square(plan.Primaries.Ions * GyPerMeVPerGram),
            RegionVarianceGy2 = [.. plan.Request.Regions.Select((_, n) => sums.RegionVariance(n) * Square(plan.Primaries.Ions * GyPerMeVPerGram))],
            QuantityUncertainty = layout.Quantities > 1 ? Cells(layout, sums.QuantityUncertainty) : [],
            Let = Mean(0),
            Means = [.. Enumerable.Range(1, layout.Quantities - 1).Select(Mean)],
            DoseByCharge = layout.ByCharge < 0 ? [] : [.. Enumerable.Range(0, ScoringLayout.Charges).Select(z => Dose(layout.ByCharge + z))],
            Spectra = layout.Spectra is { } scoring
                ? new SpectrumResult(scoring, plan.Physics.Species, layout.SpectrumBins!.Edges, [.. sums.Spectra.Select(ions => (float)(ions / sums.Histories))])
                : null,
            Warnings = [.. plan.Sources.SelectMany(source => source.Warnings).Distinct()],
        };
    }

    private static double Square(double value) => value * value;

    private static float[] Cells(ScoringLayout layout, Func<int, double> value)
    {
        var cells = new float[layout.Cells];
        for (var n = 0; n < cells.Length; n++) cells[n] = (float)value(n);
        return cells;
    }
}
