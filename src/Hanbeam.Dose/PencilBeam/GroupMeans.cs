using Hanbeam.Dose.BeamModels;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>
/// Dose-weighted means over the spectrum of one lateral group at the depths of the spectra: q̄ = Σ Φ S q / Σ Φ S with S the stopping power in water at the
/// middle of the energy bin (geometric mean of its edges), LET the same with q = S [ZaiderRossi1980]. Between two depths of the spectra the sums are
/// interpolated linearly, not their ratios: where a group ends its last ions must not count for more than they are.
/// </summary>
internal sealed class GroupMeans
{
    // Parts of each interval of the spectra's depths; readers interpolate the ratios linearly within a part.
    private const int Parts = 8;

    private GroupMeans(double[] depthMm)
    {
        DepthMm = depthMm;
        Alpha = new double[depthMm.Length];
        SqrtBeta = new double[depthMm.Length];
        Let = new double[depthMm.Length];
    }

    public double[] DepthMm { get; }

    public double[] Alpha { get; private init; }

    public double[] SqrtBeta { get; private init; }

    /// <summary>beta itself, of which a ready-made kernel is read before its root is taken; null where the roots are the means.</summary>
    public double[]? Beta { get; private init; }

    public double[] Let { get; private init; }

    /// <summary>A model without spectra: its own LET table, and no effect.</summary>
    public static GroupMeans FromTable(EnergyBeamData data) => new(data.DepthMm) { Let = data.DoseAveragedLet };

    public static GroupMeans FromSpectra(FluenceSpectra spectra, LateralGroup group, EffectQuantities? effect)
    {
        var means = new GroupMeans(spectra.DepthMm);
        var bins = spectra.EnergyEdgesMeVPerU.Length - 1;
        var dose = new double[means.DepthMm.Length];
        for (var species = 0; species < spectra.Species.Count; species++)
        {
            var (z, a, itsGroup) = spectra.Species[species];
            if (itsGroup != group) continue;
            for (var bin = 0; bin < bins; bin++) means.AddBin(spectra, species, bin, dose, z, a, effect);
        }

        var depths = Refined(means.DepthMm);
        var refined = new GroupMeans(depths) { Alpha = Refined(means.Alpha), SqrtBeta = Refined(means.SqrtBeta), Let = Refined(means.Let) };
        refined.Normalise(Refined(dose));
        return refined;
    }

    /// <summary>The same LET with the alpha and beta of a ready-made kernel, which does not tell groups apart.</summary>
    public GroupMeans WithKernel(double[] depthMm, EffectKernel kernel)
    {
        double[] Read(double[] values) => [.. DepthMm.Select(depth => At(depthMm, values, depth))];
        return new GroupMeans(DepthMm) { Alpha = Read(kernel.Alpha), Beta = Read(kernel.Beta), Let = Let };
    }

    private static double At(double[] depths, double[] values, double depth)
    {
        var upper = Array.FindIndex(depths, tabulated => tabulated >= depth);
        if (upper <= 0) return upper == 0 ? values[0] : values[^1];
        var share = (depth - depths[upper - 1]) / (depths[upper] - depths[upper - 1]);
        return values[upper - 1] + share * (values[upper] - values[upper - 1]);
    }

    private void AddBin(FluenceSpectra spectra, int species, int bin, double[] dose, int z, int a, EffectQuantities? effect)
    {
        var edges = spectra.EnergyEdgesMeVPerU;
        var bins = edges.Length - 1;
        if (IsEmpty(spectra, species, bin)) return; // an RBE model's table need not reach where no ion is
        var energy = Math.Sqrt(edges[bin] * edges[bin + 1]);
        var stopping = ElectronicStopping.LetInWaterKeVPerUm(new Ion(z, a), energy);
        var alpha = effect?.Alpha(z, a, energy) ?? 0;
        var sqrtBeta = effect?.SqrtBeta(z, a, energy) ?? 0;
        for (var d = 0; d < DepthMm.Length; d++)
        {
            var share = spectra.IonsPerPrimary[(species * DepthMm.Length + d) * bins + bin] * stopping;
            dose[d] += share;
            Alpha[d] += share * alpha;
            SqrtBeta[d] += share * sqrtBeta;
            Let[d] += share * stopping;
        }
    }

    private static bool IsEmpty(FluenceSpectra spectra, int species, int bin)
    {
        var (depths, bins) = (spectra.DepthMm.Length, spectra.EnergyEdgesMeVPerU.Length - 1);
        for (var d = 0; d < depths; d++)
            if (spectra.IonsPerPrimary[(species * depths + d) * bins + bin] != 0) return false;
        return true;
    }

    private static double[] Refined(double[] values)
    {
        var refined = new double[(values.Length - 1) * Parts + 1];
        for (var i = 0; i < refined.Length; i++)
        {
            var (left, part) = (i / Parts, i % Parts);
            refined[i] = part == 0 ? values[left] : values[left] + (values[left + 1] - values[left]) * part / Parts;
        }

        return refined;
    }

    private void Normalise(double[] dose)
    {
        for (var d = 0; d < dose.Length; d++)
        {
            // Where a group has no ions (primaries behind their range) the means of the depth above carry on; their dose is zero.
            if (dose[d] > 0)
            {
                Alpha[d] /= dose[d];
                SqrtBeta[d] /= dose[d];
                Let[d] /= dose[d];
            }
            else if (d > 0)
            {
                (Alpha[d], SqrtBeta[d], Let[d]) = (Alpha[d - 1], SqrtBeta[d - 1], Let[d - 1]);
            }
        }
    }
}
