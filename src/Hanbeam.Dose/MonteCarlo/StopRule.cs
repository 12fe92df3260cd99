namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Decides how many batches come next.</summary>
internal sealed class StopRule(MonteCarloSettings settings, ScoringRequest request, ScoringLayout layout)
{
    // A round is at most so much longer than all before it, so that uncertainty and time are looked at often enough.
    private const double Growth = 0.5;

    /// <summary>Sizes of the next batches; none when a limit is reached.</summary>
    public int[] NextRound(BatchSums sums, TimeSpan elapsed)
    {
        if (settings is { Histories: { } all, RelativeUncertainty: null }) return sums.Batches > 0 ? [] : Split(all);
        if (sums.Batches > 0 && Fraction(sums, elapsed) >= 1) return [];
        var batches = Math.Max(MonteCarloSettings.FewestBatches - sums.Batches, (int)Math.Ceiling(Growth * sums.Batches));
        if (sums.Batches > 0) batches = Math.Clamp((int)Math.Ceiling(sums.Batches * (1 / Fraction(sums, elapsed) - 1)), 1, batches);
        var left = (settings.Histories ?? long.MaxValue) - sums.Histories;
        var size = settings.BatchHistories;
        if (left < (long)batches * size) return [.. Enumerable.Repeat(size, (int)(left / size)), .. left % size > 0 ? new[] { (int)(left % size) } : []];
        return [.. Enumerable.Repeat(size, batches)];
    }

    /// <summary>Whether no batch is begun any more because the time is over; there are always enough batches for an uncertainty.</summary>
    public bool IsTimeOver(int batches, TimeSpan elapsed) => settings.Time is { } time && elapsed >= time && batches >= MonteCarloSettings.FewestBatches;

    /// <summary>Root mean square of the relative uncertainty.</summary>
    public double Uncertainty(BatchSums sums)
    {
        var cells = request.UncertaintyCells ?? HighDose(sums);
        if (cells.Count == 0) return 0;
        var square = 0.0;
        foreach (var cell in cells)
        {
            var relative = sums.RelativeUncertainty(cell);
            square += relative * relative;
        }

        return Math.Sqrt(square / cells.Count);
    }

    /// <summary>How much of the work is done, 0 to 1, by the limit that is nearest.</summary>
    public double Fraction(BatchSums sums, TimeSpan elapsed)
    {
        var fraction = 0.0;
        if (settings.Histories is { } histories) fraction = (double)sums.Histories / histories;
        if (settings.Time is { } time) fraction = Math.Max(fraction, elapsed / time);
        if (settings.RelativeUncertainty is { } wanted && sums.Batches >= MonteCarloSettings.FewestBatches)
        {
            // The uncertainty falls as the root of the histories.
            var reached = Uncertainty(sums);
            if (reached > 0) fraction = Math.Max(fraction, wanted * wanted / (reached * reached));
        }

        return Math.Min(1, fraction);
    }

    private int[] Split(long histories)
    {
        var batches = (int)Math.Max(MonteCarloSettings.FewestBatches, (histories + settings.BatchHistories - 1) / settings.BatchHistories);
        return [.. Enumerable.Range(0, batches).Select(n => (int)(histories * (n + 1) / batches - histories * n / batches))];
    }

    private List<int> HighDose(BatchSums sums)
    {
        var masses = layout.Masses;
        double Dose(int cell) => masses[cell] > 0 ? sums.Sums[(long)cell * layout.Stride + ScoringLayout.Water] / masses[cell] : 0;
        var most = 0.0;
        for (var cell = 0; cell < layout.Cells; cell++) most = Math.Max(most, Dose(cell));
        return [.. Enumerable.Range(0, layout.Cells).Where(cell => most > 0 && Dose(cell) > 0.5 * most)];
    }
}
