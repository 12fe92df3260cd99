namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>A water beam folded with the spread in front of it, at any depths.</summary>
internal sealed class FoldedBeam
{
    private readonly WaterBeam beam;
    private readonly SpreadKernel kernel;

    public FoldedBeam(WaterBeam beam, SpreadKernel kernel)
    {
        this.beam = beam;
        this.kernel = kernel;
    }

    /// <summary>Dose by component at each depth, Gy·mm² per 10⁶ ions: D(z) = Σ w(t)·D₀(z + t).</summary>
    public double[][] Dose(IReadOnlyList<double> depthsMm) => Fold(depthsMm, (component, node) => beam.Dose[component][node], beam.Groups.Count);

    /// <summary>Dose times lateral variance by component at each depth, Gy·mm⁴ per 10⁶ ions.</summary>
    public double[][] DoseTimesVariance(IReadOnlyList<double> depthsMm)
    {
        var square = beam.RangeMm * beam.RangeMm;
        return Fold(depthsMm, (component, node) => beam.Dose[component][node] * beam.ScaledVariance[component][node] * square, beam.Groups.Count);
    }

    private double[][] Fold(IReadOnlyList<double> depthsMm, Func<int, int, double> value, int count)
    {
        var tables = new double[count][];
        for (var c = 0; c < count; c++)
        {
            tables[c] = new double[ScaledDepths.Nodes.Count];
            for (var n = 0; n < tables[c].Length; n++) tables[c][n] = value(c, n);
        }

        var folded = new double[count][];
        for (var c = 0; c < count; c++) folded[c] = new double[depthsMm.Count];
        for (var d = 0; d < depthsMm.Count; d++)
        {
            for (var j = 0; j < kernel.Weight.Length; j++)
            {
                var scaled = (depthsMm[d] + kernel.OffsetMm[j]) / beam.RangeMm;
                var (node, share) = ScaledDepths.Locate(scaled);
                // A beam behind less than the mean of the filter is still that far in front of the surface: a straight line goes on there.
                var (next, part) = scaled >= 0 ? (node + 1, share) : (ScaledDepths.Shallow, scaled / ScaledDepths.Nodes[ScaledDepths.Shallow]);
                for (var c = 0; c < count; c++)
                    folded[c][d] += kernel.Weight[j] * Math.Max(0, tables[c][node] + part * (tables[c][next] - tables[c][node]));
            }
        }

        return folded;
    }
}
