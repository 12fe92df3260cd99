using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>Dose-averaged LET of a folded water beam: fragments from the simulated spectra, primaries from their residual ranges down to where they stop.</summary>
internal static class SpectrumLet
{
    /// <summary>
    /// LET at each depth, keV/µm: that of each group, ∫Φ S² / ∫Φ S over its spectra, weighted with the dose of its components; 0 where no ion is. Dose tells what
    /// spectra do not: ions at an angle leave more in a layer than those that cross it straight.
    /// </summary>
    /// <param name="ion">The ion of the beam.</param>
    /// <param name="beam">The beam, with spectra.</param>
    /// <param name="widthMm">Width of the ripple filter's spread.</param>
    /// <param name="sigmaMm">Sigma of the energy spread, in range.</param>
    /// <param name="depthsMm">Depths.</param>
    /// <param name="dose">Dose by component at each depth.</param>
    public static double[] Of(Ion ion, WaterBeam beam, double widthMm, double sigmaMm, double[] depthsMm, double[][] dose)
    {
        var (kernel, straggled) = (new SpreadKernel(widthMm, sigmaMm), BeamAssembler.WithStraggling(ion, beam, widthMm, sigmaMm));
        LateralGroup[] groups = [.. beam.Groups.Distinct()];
        var fragments = groups.Select(group => Fragments(ion, beam, group)).ToArray();
        var let = new double[depthsMm.Length];
        for (var d = 0; d < let.Length; d++)
        {
            var shares = BeamAssembler.Shares(depthsMm[d], beam.RangeMm, kernel);
            double weight = 0, product = 0;
            for (var g = 0; g < groups.Length; g++)
            {
                var (sum, squares) = groups[g] == LateralGroup.Core ? Primaries(ion, beam, straggled, depthsMm[d]) : (0, 0);
                foreach (var (plane, share) in shares)
                {
                    sum += share * fragments[g].Dose[plane];
                    squares += share * fragments[g].Product[plane];
                }

                if (sum <= 0) continue;
                var own = beam.Groups.Index().Where(group => group.Item == groups[g]).Sum(group => dose[group.Index][d]);
                weight += own;
                product += own * squares / sum;
            }

            let[d] = weight > 0 ? product / weight : 0;
        }

        return let;
    }

    // Sums of ions times S and S² by plane, MeV/mm and its square.
    private static (double[] Dose, double[] Product) Fragments(Ion ion, WaterBeam beam, LateralGroup group)
    {
        var spectra = beam.Spectra!;
        var energy = RangeTable.Of(ion).EnergyMeVPerU(beam.RangeMm);
        var planes = WaterSpectra.Planes.Count;
        var (dose, product) = (new double[planes], new double[planes]);
        for (var kind = 0; kind < spectra.Kinds.Count; kind++)
        {
            var (z, a, its) = spectra.Kinds[kind];
            if (its != group || (z == ion.Z && a == ion.A)) continue;
            var table = RangeTable.Of(new Ion(z, a));
            for (var bin = 0; bin < WaterSpectra.Bins; bin++)
            {
                var stopping = table.StoppingKeVPerUm(WaterSpectra.Center(bin) * energy);
                for (var plane = 0; plane < planes; plane++)
                {
                    var ions = spectra.IonsPerPrimary[(kind * planes + plane) * WaterSpectra.Bins + bin];
                    dose[plane] += ions * stopping;
                    product[plane] += ions * stopping * stopping;
                }
            }
        }

        return (dose, product);
    }

    private static (double Dose, double Product) Primaries(Ion ion, WaterBeam beam, SpreadKernel kernel, double depthMm)
    {
        var table = RangeTable.Of(ion);
        var kind = beam.Spectra!.Kinds.Index().First(one => one.Item.Z == ion.Z && one.Item.A == ion.A).Index;
        var cell = kernel.OffsetMm[1] - kernel.OffsetMm[0];
        double dose = 0, product = 0;
        for (var j = 0; j < kernel.Weight.Length; j++)
        {
            var high = beam.RangeMm - depthMm - kernel.OffsetMm[j] + 0.5 * cell;
            if (high <= 0) continue;
            var (upper, lower) = (table.EnergyMeVPerU(high), table.EnergyMeVPerU(high - cell));
            var perMm = kernel.Weight[j] * BeamAssembler.Survival(beam, kind, (depthMm + kernel.OffsetMm[j]) / beam.RangeMm) * ion.A / cell;
            dose += perMm * (upper - lower);
            product += perMm * (table.StoppingIntegral(upper) - table.StoppingIntegral(lower));
        }

        return (dose, product);
    }
}
