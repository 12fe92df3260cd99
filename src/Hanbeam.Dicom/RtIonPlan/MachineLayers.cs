using System.Globalization;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dicom.RtIonPlan;

/// <summary>Maps the energies of an imported plan to those that a machine has.</summary>
public static class MachineLayers
{
    // Energies that decimal strings keep apart are different; anything closer is the machine's own energy come back from a file.
    private const double SameEnergyMeVPerU = 1e-9;

    /// <summary>
    /// Puts every layer on the machine's energy of the nearest range. The machine's own energies stay as they are, without a word.
    /// </summary>
    /// <param name="plan">The plan as read.</param>
    /// <param name="machine">The machine on which it is to be calculated.</param>
    /// <param name="warnings">Receives one sentence for each layer that moved, with its shift in range, mm.</param>
    /// <exception cref="InputException">The plan is for another ion, or an energy is outside the machine's.</exception>
    public static Plan Map(Plan plan, Machine machine, ICollection<string> warnings)
    {
        if (plan.IonZ != machine.Ion.Z || plan.IonA != machine.Ion.A)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"plan '{plan.Name}' is for ions of Z = {plan.IonZ}, A = {plan.IonA}, but machine {machine.Name} has {machine.Ion.Symbol}."));
        return plan with
        {
            Beams = [.. plan.Beams.Select(beam => beam with { Layers = [.. beam.Layers.Select(layer => layer with { EnergyMeVPerU = Nearest(layer.EnergyMeVPerU, beam, machine, warnings) })] })],
        };
    }

    private static double Nearest(double energyMeVPerU, PlanBeam beam, Machine machine, ICollection<string> warnings)
    {
        var energies = machine.Energies;
        var (lowest, highest) = (energies[0].EnergyMeVPerU, energies[^1].EnergyMeVPerU);
        if (energyMeVPerU < lowest - SameEnergyMeVPerU || energyMeVPerU > highest + SameEnergyMeVPerU)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"beam {beam.Number} has a layer of {energyMeVPerU} MeV/u; machine {machine.Name} has {lowest} to {highest} MeV/u."));
        var rangeMm = RangeMm(energies, energyMeVPerU);
        var nearest = energies.MinBy(energy => Math.Abs(energy.RangeMm - rangeMm))!;
        if (Math.Abs(nearest.EnergyMeVPerU - energyMeVPerU) > SameEnergyMeVPerU)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"Beam {beam.Number}: the layer of {energyMeVPerU} MeV/u is put on the machine's {nearest.EnergyMeVPerU} MeV/u, which moves it by {nearest.RangeMm - rangeMm:+0.00;-0.00} mm in depth."));
        return nearest.EnergyMeVPerU;
    }

    // Linear between neighbouring energies: exact to hundredths of a millimetre for steps of about 2 mm, which is what the message shows.
    private static double RangeMm(IReadOnlyList<MachineEnergy> energies, double energyMeVPerU)
    {
        var above = 1;
        while (above < energies.Count - 1 && energies[above].EnergyMeVPerU < energyMeVPerU) above++;
        if (energies.Count == 1) return energies[0].RangeMm;
        var (a, b) = (energies[above - 1], energies[above]);
        return a.RangeMm + (b.RangeMm - a.RangeMm) * (energyMeVPerU - a.EnergyMeVPerU) / (b.EnergyMeVPerU - a.EnergyMeVPerU);
    }
}
