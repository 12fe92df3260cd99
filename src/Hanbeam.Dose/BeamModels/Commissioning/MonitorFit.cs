using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>Ions per monitor unit from absolute doses.</summary>
internal static class MonitorFit
{
    /// <summary>
    /// Mean of each energy, weighted by uncertainty: dose = MU·k/10⁶ / spacing² · integral dose · share of the field. The offset that all depths have in common counts by the slope of the dose where a dose was
    /// measured at a depth of its own; where it was taken in the same set-up as the depth doses, dose and curve are shifted alike and it cancels.
    /// </summary>
    public static IReadOnlyDictionary<double, FittedFigure> Of(CommissioningData data, IReadOnlyDictionary<double, EnergyBeamData> pencils, Func<double, double, (double X, double Y)> spot) =>
        data.Doses.GroupBy(dose => dose.EnergyMeVPerU).ToDictionary(group => group.Key, group =>
        {
            double sum = 0, weights = 0, shifted = 0;
            foreach (var dose in group)
            {
                var pencil = pencils[dose.EnergyMeVPerU];
                var ions = 1e6 * dose.DoseGy / (dose.MonitorUnitsPerSpot * PerMillionIons(dose, pencil, spot));
                var weight = 1 / (dose.RelativeUncertainty * dose.RelativeUncertainty * ions * ions);
                sum += weight * ions;
                weights += weight;
                if (!dose.SharesDepthOffset) shifted += weight * ions * RelativeSlope(pencil, dose.WaterDepthMm);
            }

            var offset = data.DepthOffsetUncertaintyMm * shifted / weights;
            return new FittedFigure(sum / weights, Math.Sqrt(1 / weights + offset * offset));
        });

    // Change of the integral dose over itself, 1/mm.
    private static double RelativeSlope(EnergyBeamData pencil, double depthMm)
    {
        const double HalfMm = 0.5;
        var model = new PencilModel(pencil);
        return (model.IntegralDose(depthMm + HalfMm) - model.IntegralDose(depthMm - HalfMm)) / (2 * HalfMm * model.IntegralDose(depthMm));
    }

    /// <summary>Dose of the field with 10⁶ ions a spot, Gy.</summary>
    public static double PerMillionIons(FieldDose dose, EnergyBeamData pencil, Func<double, double, (double X, double Y)> spot)
    {
        var model = new PencilModel(pencil);
        var (x, y) = spot(dose.EnergyMeVPerU, dose.SurfaceZgMm - dose.WaterDepthMm);
        return model.IntegralDose(dose.WaterDepthMm) * model.SquareField(dose.WaterDepthMm, dose.SideMm, x, y) / (dose.SpotSpacingMm * dose.SpotSpacingMm);
    }

    /// <summary>Every energy with its ions per monitor unit, interpolated in range between the measured ones.</summary>
    public static Machine Apply(Machine machine, IReadOnlyDictionary<double, FittedFigure> monitor, RangeTable table)
    {
        if (monitor.Count == 0) return machine;
        var measured = monitor.OrderBy(one => one.Key).ToList();
        double[] ranges = [.. measured.Select(one => table.RangeMm(one.Key))];
        double[] ions = [.. measured.Select(one => one.Value.Value)];
        return machine with { Energies = [.. machine.Energies.Select(energy => energy with { IonsPerMonitorUnit = Math.Round(CurveFigures.Between(ranges, ions, table.RangeMm(energy.EnergyMeVPerU)), 1) })] };
    }
}
