using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels;

/// <summary>What the beam has behind it when it reaches the nozzle exit, as far as its range is concerned.</summary>
/// <param name="NozzleWaterEquivalentMm">Windows, monitors and air, water-equivalent mm.</param>
/// <param name="RelativeEnergySpread">Sigma of the kinetic energy over its mean.</param>
public sealed record BeamLine(double NozzleWaterEquivalentMm, double RelativeEnergySpread)
{
    /// <summary>The line of a machine that states its nozzle.</summary>
    /// <param name="machine">The machine.</param>
    /// <exception cref="InputException">It does not.</exception>
    public static BeamLine Of(Machine machine) => machine.Nozzle is { } nozzle
        ? new BeamLine(nozzle.WaterEquivalentMm, nozzle.RelativeEnergySpread)
        : throw new InputException($"Machine {machine.Name} does not state its nozzle and energy spread, and a beam model is made of them.");
}
