using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Straggling;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels;

/// <summary>
/// Distribution of the water that an ion of a pencil beam has in front of depth 0: nozzle, plus the ripple filter (uniform), plus straggling and
/// energy spread (Gaussian). A depth dose of the beam is that of the mono-energetic one folded with it.
/// </summary>
internal sealed class RangeSpread
{
    // Four Gaussian sigmas hold all but 6e-5.
    private const double Reach = 4;

    public RangeSpread(Ion ion, double energyMeVPerU, BeamLine line, RippleFilter? ripple)
    {
        var table = RangeTable.Of(ion);
        var perEnergy = ion.A / table.StoppingKeVPerUm(energyMeVPerU);
        var machine = line.RelativeEnergySpread * energyMeVPerU * perEnergy;
        var straggling = RangeStraggling.SigmaInWaterMm(ion, energyMeVPerU);
        SigmaMm = Math.Sqrt(machine * machine + straggling * straggling);
        var width = ripple?.MaximumWaterEquivalentMm ?? 0;
        MeanMm = line.NozzleWaterEquivalentMm + (ripple?.MeanWaterEquivalentMm ?? 0);
        CellMm = width > 0 ? 0.05 : Math.Clamp(SigmaMm / 4, 0.01, 0.05);
        var low = MeanMm - 0.5 * width - Reach * SigmaMm;
        var cells = (int)Math.Ceiling((width + 2 * Reach * SigmaMm) / CellMm);
        ThicknessMm = new double[cells];
        Weight = new double[cells];
        var sum = 0.0;
        for (var i = 0; i < cells; i++)
        {
            var left = low + i * CellMm - MeanMm;
            ThicknessMm[i] = MeanMm + left + 0.5 * CellMm;
            Weight[i] = Cumulative(left + CellMm, width) - Cumulative(left, width);
            sum += Weight[i];
        }

        for (var i = 0; i < cells; i++) Weight[i] /= sum;
    }

    /// <summary>Sigma of straggling and energy spread, mm.</summary>
    public double SigmaMm { get; }

    /// <summary>Mean thickness, mm.</summary>
    public double MeanMm { get; }

    /// <summary>Width of a cell, mm.</summary>
    public double CellMm { get; }

    /// <summary>Thickness at each cell's centre, mm.</summary>
    public double[] ThicknessMm { get; }

    /// <summary>Probability of each cell; they add to 1.</summary>
    public double[] Weight { get; }

    // Uniform of the given width, centred on 0, folded with the Gaussian: the primitive of the normal distribution function is xΦ + σφ.
    private double Cumulative(double x, double width) =>
        width > 0 ? (Primitive(x + 0.5 * width) - Primitive(x - 0.5 * width)) / width : Normal(x / SigmaMm);

    private double Primitive(double x)
    {
        var u = x / SigmaMm;
        return x * Normal(u) + SigmaMm * Math.Exp(-0.5 * u * u) / Math.Sqrt(2 * Math.PI);
    }

    // Normal distribution function, error below 7.5e-8 [AbramowitzStegun1964, Eq. 26.2.17].
    private static double Normal(double u)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(u));
        var tail = Math.Exp(-0.5 * u * u) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return u > 0 ? 1 - tail : tail;
    }
}
