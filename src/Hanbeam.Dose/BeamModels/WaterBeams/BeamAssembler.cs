using System.Runtime.InteropServices;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Hanbeam.Physics.Straggling;

namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>Makes the pencil beam of an energy, as a machine file holds it, of a water beam and the spread in front of it.</summary>
internal static class BeamAssembler
{
    // Spectra as the deterministic generator's: 12 bins a decade.
    private static readonly SpectrumBins Bins = new(0.1, 450, 44);

    /// <summary>Assembles.</summary>
    /// <param name="nominalMeVPerU">Nominal energy.</param>
    /// <param name="ion">The ion.</param>
    /// <param name="beam">The water beam of its range.</param>
    /// <param name="widthMm">Width of the ripple filter's spread.</param>
    /// <param name="sigmaMm">Sigma of the energy spread, in range.</param>
    public static EnergyBeamData Make(double nominalMeVPerU, Ion ion, WaterBeam beam, double widthMm, double sigmaMm)
    {
        var kernel = new SpreadKernel(widthMm, sigmaMm);
        var depths = DepthGrids.Dose(beam.RangeMm);
        var folded = new FoldedBeam(beam, kernel);
        var dose = folded.Dose(depths);
        var variance = folded.DoseTimesVariance(depths);
        var total = new double[depths.Length];
        foreach (var component in dose)
            for (var d = 0; d < total.Length; d++) total[d] += component[d];
        return new EnergyBeamData
        {
            EnergyMeVPerU = nominalMeVPerU,
            DepthMm = depths,
            IntegralDose = total,
            DoseAveragedLet = beam.Spectra is null ? new double[depths.Length] : SpectrumLet.Of(ion, beam, widthMm, sigmaMm, depths, dose),
            Components = [.. beam.Groups.Select((group, c) => new LateralComponent(group,
                [.. total.Select((sum, d) => sum > 0 ? dose[c][d] / sum : c == dose.Length - 1 ? 1 : 0)], Sigma(dose[c], variance[c])))],
            Spectra = beam.Spectra is null ? null : Spectra(ion, beam, kernel, widthMm, sigmaMm),
        };
    }

    // Where a component has no dose its last sigma stays.
    private static double[] Sigma(double[] dose, double[] doseTimesVariance)
    {
        var sigma = new double[dose.Length];
        for (var d = 0; d < sigma.Length; d++) sigma[d] = dose[d] > 1e-12 ? Math.Sqrt(doseTimesVariance[d] / dose[d]) : d > 0 ? sigma[d - 1] : 0;
        return sigma;
    }

    /// <summary>Filter, energy spread and the straggling of primaries.</summary>
    public static SpreadKernel WithStraggling(Ion ion, WaterBeam beam, double widthMm, double sigmaMm)
    {
        var straggling = RangeStraggling.SigmaInWaterMm(ion, RangeTable.Of(ion).EnergyMeVPerU(beam.RangeMm));
        return new SpreadKernel(widthMm, Math.Sqrt(sigmaMm * sigmaMm + straggling * straggling));
    }

    private static FluenceSpectra Spectra(Ion ion, WaterBeam beam, SpreadKernel kernel, double widthMm, double sigmaMm)
    {
        var spectra = beam.Spectra!;
        var depths = DepthGrids.Spectra(beam.RangeMm);
        var ions = new double[spectra.Kinds.Count * depths.Length * Bins.Count];
        var energy = RangeTable.Of(ion).EnergyMeVPerU(beam.RangeMm);
        var withStraggling = WithStraggling(ion, beam, widthMm, sigmaMm);
        for (var d = 0; d < depths.Length; d++)
        {
            var planes = Shares(depths[d], beam.RangeMm, kernel);
            for (var kind = 0; kind < spectra.Kinds.Count; kind++)
            {
                var target = ions.AsSpan((kind * depths.Length + d) * Bins.Count, Bins.Count);
                var (z, a, _) = spectra.Kinds[kind];
                if (z == ion.Z && a == ion.A) AddPrimaries(target, ion, beam, withStraggling, depths[d], kind);
                else AddScaled(target, RangeTable.Of(new Ion(z, a)), spectra, kind, planes, energy);
            }
        }

        return new FluenceSpectra { DepthMm = depths, Species = spectra.Kinds, EnergyEdgesMeVPerU = Bins.Edges, IonsPerPrimary = [.. ions.Select(v => (float)v)] };
    }

    /// <summary>Planes of spectra that a depth of the folded beam takes, with their shares.</summary>
    public static Dictionary<int, double> Shares(double depthMm, double rangeMm, SpreadKernel kernel)
    {
        var shares = new Dictionary<int, double>();
        for (var j = 0; j < kernel.Weight.Length; j++)
        {
            var (plane, share) = Plane((depthMm + kernel.OffsetMm[j]) / rangeMm);
            CollectionsMarshal.GetValueRefOrAddDefault(shares, plane, out _) += (1 - share) * kernel.Weight[j];
            CollectionsMarshal.GetValueRefOrAddDefault(shares, plane + 1, out _) += share * kernel.Weight[j];
        }

        return shares;
    }

    private static (int Plane, double Share) Plane(double scaled)
    {
        var depths = WaterSpectra.PlaneDepths;
        var n = 1;
        while (n < depths.Count - 1 && depths[n] < scaled) n++;
        return (n - 1, Math.Clamp((scaled - depths[n - 1]) / (depths[n] - depths[n - 1]), 0, 1));
    }

    private static void AddScaled(Span<double> target, RangeTable table, WaterSpectra spectra, int kind, Dictionary<int, double> planes, double energy)
    {
        foreach (var (plane, share) in planes)
        {
            var source = spectra.IonsPerPrimary.AsSpan((kind * WaterSpectra.Planes.Count + plane) * WaterSpectra.Bins, WaterSpectra.Bins);
            for (var bin = 0; bin < source.Length; bin++)
                if (source[bin] > 0) Bins.Add(target, table, WaterSpectra.Center(bin) * energy, share * source[bin]);
        }
    }

    // Primaries have one range and straggle about it: their energies follow from residual ranges, and only their number from the simulation.
    private static void AddPrimaries(Span<double> target, Ion ion, WaterBeam beam, SpreadKernel kernel, double depthMm, int kind)
    {
        const double ShortMm = 2;
        var table = RangeTable.Of(ion);
        var half = 0.5 * (kernel.OffsetMm[1] - kernel.OffsetMm[0]);
        for (var j = 0; j < kernel.Weight.Length; j++)
        {
            var residual = beam.RangeMm - depthMm - kernel.OffsetMm[j];
            var (low, high) = (Math.Max(0, residual - half), residual + half);
            if (high <= 0) continue;
            var ions = kernel.Weight[j] * (high - low) / (2 * half) * Survival(beam, kind, (depthMm + kernel.OffsetMm[j]) / beam.RangeMm);
            Bins.AddRanges(target, table, low, high, ions, high < ShortMm ? 10 : 1);
        }
    }

    /// <summary>Primaries left at a scaled depth; in front of their end, where straggling begins to stop them, their number goes on as it did.</summary>
    public static double Survival(WaterBeam beam, int kind, double scaled)
    {
        const double Last = 0.96;
        var spectra = beam.Spectra!;
        double At(int plane)
        {
            var sum = 0.0;
            foreach (var ions in spectra.IonsPerPrimary.AsSpan((kind * WaterSpectra.Planes.Count + plane) * WaterSpectra.Bins, WaterSpectra.Bins)) sum += ions;
            return Math.Log(sum);
        }

        var depths = WaterSpectra.PlaneDepths;
        var (n, share) = Plane(Math.Min(scaled, Last));
        if (scaled <= Last) return Math.Exp(At(n) + share * (At(n + 1) - At(n)));
        var slope = (At(n) - At(n - 3)) / (depths[n] - depths[n - 3]);
        return Math.Exp(At(n) + slope * (scaled - depths[n]));
    }
}
