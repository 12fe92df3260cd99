using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>Dose-averaged LET of a folded water beam: fragments from the simulated spectra, primaries from their residual ranges down to where they stop.</summary>
internal static class SpectrumLet
{
    /// <summary>∫Φ S² / ∫Φ S at each depth, keV/µm; 0 where no ion is.</summary>
    /// <param name="ion">The ion of the beam.</param>
    /// <param name="beam">The beam, with spectra.</param>
    /// <param name="widthMm">Width of the ripple filter's spread.</param>
    /// <param name="sigmaMm">Sigma of the energy spread, in range.</param>
    /// <param name="depthsMm">Depths.</param>
    public static double[] Of(Ion ion, WaterBeam beam, double widthMm, double sigmaMm, double[] depthsMm)
    {
        var (kernel, straggled) = (new SpreadKernel(widthMm, sigmaMm), BeamAssembler.WithStraggling(ion, beam, widthMm, sigmaMm));
        var (dose, product) = Fragments(ion, beam);
        return [.. depthsMm.Select(depth =>
        {
            var (sum, squares) = Primaries(ion, beam, straggled, depth);
            foreach (var (plane, share) in BeamAssembler.Shares(depth, beam.RangeMm, kernel))
            {
                sum += share * dose[plane];
                squares += share * product[plane];
            }

            return sum > 0 ? squares / sum : 0;
        })];
    }

    // Sums of ions times S and S² by plane, MeV/mm and its square.
    private static (double[] Dose, double[] Product) Fragments(Ion ion, WaterBeam beam)
    {
        var spectra = beam.Spectra!;
        var energy = RangeTable.Of(ion).EnergyMeVPerU(beam.RangeMm);
        var planes = WaterSpectra.Planes.Count;
        var (dose, product) = (new double[planes], new double[planes]);
        for (var kind = 0; kind < spectra.Kinds.Count; kind++)
        {
            var (z, a, _) = spectra.Kinds[kind];
            if (z == ion.Z && a == ion.A) continue;
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
