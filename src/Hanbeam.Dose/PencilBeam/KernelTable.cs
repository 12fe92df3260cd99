using Hanbeam.Dose.BeamModels;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>One tabulated energy with its dose-weighted means, on the depths of the machine file.</summary>
internal sealed class KernelTable
{
    private readonly EnergyBeamData data;
    private readonly Dictionary<LateralGroup, GroupMeans> means;

    private KernelTable(EnergyBeamData data, Dictionary<LateralGroup, GroupMeans> means)
    {
        this.data = data;
        this.means = means;
    }

    /// <summary>Group of each component.</summary>
    public IEnumerable<LateralGroup> Groups => data.Components.Select(component => component.Group);

    /// <summary>The deepest tabulated depth, mm.</summary>
    public double LastDepthMm => data.DepthMm[^1];

    public static KernelTable Create(EnergyBeamData data, EffectQuantities? effect)
    {
        var means = new Dictionary<LateralGroup, GroupMeans>();
        foreach (var group in data.Components.Select(component => component.Group).Distinct())
        {
            var tissue = effect?.KernelClass;
            var mean = data.Spectra is null ? GroupMeans.FromTable(data) : GroupMeans.FromSpectra(data.Spectra, group, tissue is null ? effect : null);
            means[group] = tissue is null ? mean : mean.WithKernel(data.DepthMm, data.Kernels[tissue.Value - 1]);
        }

        return new KernelTable(data, means);
    }

    /// <summary>Adds weight times this table, read at depth × <paramref name="depthScale"/>; companions are added as products with dose.</summary>
    public void AddTo(KernelComponent[] components, float depthStepMm, double depthScale, double weight)
    {
        for (var c = 0; c < components.Length; c++)
        {
            var (source, target) = (data.Components[c], components[c]);
            var mean = means[source.Group];
            var segment = 0;
            var meanSegment = 0;
            for (var n = 0; n < target.Amplitude.Length; n++)
            {
                var depth = Math.Min(n * depthStepMm * depthScale, LastDepthMm);
                var t = Fraction(data.DepthMm, depth, ref segment);
                var dose = weight * Lerp(data.IntegralDose, segment, t) * Lerp(source.Weight, segment, t);
                var sigma = Lerp(source.SigmaMm, segment, t);
                var u = Fraction(mean.DepthMm, depth, ref meanSegment);
                target.Amplitude[n] += (float)dose;
                target.Variance[n] += (float)(dose * sigma * sigma);
                target.Alpha[n] += (float)(dose * Lerp(mean.Alpha, meanSegment, u));
                target.SqrtBeta[n] += (float)(dose * (mean.Beta is { } beta ? Math.Sqrt(Lerp(beta, meanSegment, u)) : Lerp(mean.SqrtBeta, meanSegment, u)));
                target.Let[n] += (float)(dose * Lerp(mean.Let, meanSegment, u));
            }
        }
    }

    /// <summary>Turns the products with dose back into means; where there is no dose the last value above stays.</summary>
    public static void Normalise(KernelComponent component)
    {
        foreach (var companion in new[] { component.Variance, component.Alpha, component.SqrtBeta, component.Let })
        {
            var last = 0f;
            for (var n = 0; n < companion.Length; n++)
            {
                if (component.Amplitude[n] > 0) last = companion[n] / component.Amplitude[n];
                companion[n] = last;
            }
        }
    }

    private static double Fraction(double[] depths, double depth, ref int segment)
    {
        while (segment < depths.Length - 2 && depth >= depths[segment + 1]) segment++;
        return Math.Clamp((depth - depths[segment]) / (depths[segment + 1] - depths[segment]), 0, 1);
    }

    private static double Lerp(double[] values, int segment, double t) => values[segment] + t * (values[segment + 1] - values[segment]);
}
