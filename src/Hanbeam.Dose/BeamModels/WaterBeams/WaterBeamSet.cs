using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>Water beams of a few ranges, and those between them.</summary>
internal sealed class WaterBeamSet
{
    // A range may lie so far outside before it is an error: interpolation is in its logarithm, and commissioning moves a beam by less.
    private const double Beyond = 1.03;

    private readonly WaterBeam[] beams;
    private readonly double[] logRange;

    /// <param name="beams">At least two, ascending in range, with the same components.</param>
    public WaterBeamSet(IReadOnlyList<WaterBeam> beams)
    {
        if (beams.Count < 2) throw new ArgumentException("at least two beams are needed", nameof(beams));
        this.beams = [.. beams];
        logRange = [.. beams.Select(beam => Math.Log(beam.RangeMm))];
    }

    /// <summary>The shortest range it can give, mm.</summary>
    public double ShortestMm => beams[0].RangeMm / Beyond;

    /// <summary>The longest range it can give, mm.</summary>
    public double LongestMm => beams[^1].RangeMm * Beyond;

    /// <summary>Ranges for simulation: from the shortest to the longest in equal ratios of at most so much.</summary>
    public static double[] Ranges(double shortestMm, double longestMm, double ratio)
    {
        var steps = Math.Max(3, (int)Math.Ceiling(Math.Log(longestMm / shortestMm) / Math.Log(ratio)));
        return [.. Enumerable.Range(0, steps + 1).Select(i => shortestMm * Math.Pow(longestMm / shortestMm, (double)i / steps))];
    }

    /// <summary>The beam of a range: at equal scaled depth, a polynomial in the logarithm of the range through the nearest four (fewer where there are fewer).</summary>
    /// <param name="rangeMm">CSDA range left behind nozzle and filter, mm.</param>
    /// <exception cref="InputException">The range is outside the set.</exception>
    public WaterBeam At(double rangeMm)
    {
        if (!(rangeMm >= ShortestMm && rangeMm <= LongestMm))
            throw new InputException(FormattableString.Invariant($"A range of {rangeMm:0.0} mm behind the nozzle lies outside the {ShortestMm:0.0} to {LongestMm:0.0} mm of the simulated beams."));
        var (first, weights) = Weights(Math.Log(rangeMm));
        double[] Mix(Func<WaterBeam, double[]> values)
        {
            var mixed = new double[values(beams[0]).Length];
            for (var k = 0; k < weights.Length; k++)
            {
                var own = values(beams[first + k]);
                for (var n = 0; n < mixed.Length; n++) mixed[n] += weights[k] * own[n];
            }

            return mixed;
        }

        var groups = beams[0].Groups;
        return new WaterBeam
        {
            RangeMm = rangeMm,
            Groups = groups,
            Dose = [.. groups.Select((_, c) => NotNegative(Mix(beam => beam.Dose[c])))],
            ScaledVariance = [.. groups.Select((_, c) => NotNegative(Mix(beam => beam.ScaledVariance[c])))],
            Spectra = beams[0].Spectra is { } spectra ? new WaterSpectra(spectra.Kinds, NotNegativeSpectra(Mix(beam => beam.Spectra!.IonsPerPrimary))) : null,
        };
    }

    // A cubic may dip below zero where all is next to nothing.
    private static double[] NotNegative(double[] values) => [.. values.Select(value => Math.Max(0, value))];

    // Bins that hold few ions scatter about zero after a cubic. To cut what is below and keep what is above would make ions, so each spectrum keeps its number.
    private static double[] NotNegativeSpectra(double[] ions)
    {
        for (var start = 0; start < ions.Length; start += WaterSpectra.Bins)
        {
            var spectrum = ions.AsSpan(start, WaterSpectra.Bins);
            double sum = 0, above = 0;
            foreach (var value in spectrum) (sum, above) = (sum + value, above + Math.Max(0, value));
            var keep = above > 0 ? Math.Max(0, sum) / above : 0;
            foreach (ref var value in spectrum) value = keep * Math.Max(0, value);
        }

        return ions;
    }

    private (int First, double[] Weights) Weights(double x)
    {
        const int Points = 4;
        var count = Math.Min(Points, beams.Length);
        var above = Array.FindIndex(logRange, value => value >= x);
        var first = Math.Clamp((above < 0 ? beams.Length : above) - count / 2, 0, beams.Length - count);
        var weights = new double[count];
        for (var k = 0; k < count; k++)
        {
            weights[k] = 1;
            for (var j = 0; j < count; j++)
                if (j != k) weights[k] *= (x - logRange[first + j]) / (logRange[first + k] - logRange[first + j]);
        }

        return (first, weights);
    }
}
