using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>Tables of spot sizes in air.</summary>
internal static class SpotTable
{
    /// <summary>Sigma at a position, mm: σ² linear between the table's positions, which descend; the end values outside.</summary>
    public static double At(double[] zgMm, double[] sigmaMm, double atMm)
    {
        if (atMm >= zgMm[0]) return sigmaMm[0];
        for (var n = 1; n < zgMm.Length; n++)
        {
            if (atMm < zgMm[n]) continue;
            var share = (zgMm[n - 1] - atMm) / (zgMm[n - 1] - zgMm[n]);
            return Math.Sqrt((1 - share) * sigmaMm[n - 1] * sigmaMm[n - 1] + share * sigmaMm[n] * sigmaMm[n]);
        }

        return sigmaMm[^1];
    }

    /// <summary>Sigma in air along x and y of a machine by nominal energy and Zg, mm.</summary>
    public static Func<double, double, (double X, double Y)> Of(Machine machine) => (energy, zg) =>
    {
        var entry = machine.Energies.First(e => e.EnergyMeVPerU == energy);
        return (At(entry.SpotZgMm, entry.SpotSigmaXMm, zg), At(entry.SpotZgMm, entry.SpotSigmaYMm, zg));
    };

    /// <summary>An energy with its spots scaled by measured over described size, at each position interpolated in range between the measured energies.</summary>
    public static MachineEnergy Scaled(MachineEnergy energy, Dictionary<(double Energy, bool AlongX), SpotEnvelope> envelopes, Func<double, MachineEnergy> described, RangeTable table)
    {
        double[] Along(bool x)
        {
            var own = x ? energy.SpotSigmaXMm : energy.SpotSigmaYMm;
            var measured = envelopes.Where(one => one.Key.AlongX == x).OrderBy(one => one.Key.Energy).ToList();
            if (measured.Count == 0) return own;
            double[] ranges = [.. measured.Select(one => table.RangeMm(one.Key.Energy))];
            return [.. own.Select((sigma, n) =>
            {
                double[] ratios = [.. measured.Select(one =>
                {
                    var entry = described(one.Key.Energy);
                    return one.Value.SigmaMm(entry.SpotZgMm[n]) / (x ? entry.SpotSigmaXMm : entry.SpotSigmaYMm)[n];
                })];
                return Math.Round(sigma * CurveFigures.Between(ranges, ratios, table.RangeMm(energy.EnergyMeVPerU)), 4);
            })];
        }

        return energy with { SpotSigmaXMm = Along(true), SpotSigmaYMm = Along(false) };
    }
}
