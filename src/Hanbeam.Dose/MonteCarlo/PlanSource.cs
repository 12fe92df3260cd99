using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Makes the source of a plan's beam.</summary>
internal static class PlanSource
{
    private const double NoSpread = 0;

    public static BeamSource Make(
        Machine machine, PlanBeam beam, Func<Ion, IReadOnlyList<SourceLayer>, IReadOnlyList<UpstreamSlab>, SourceFrame, IReadOnlyList<string>, BeamSource> make)
    {
        var warnings = new List<string>();
        var ion = new Ion(machine.Ion.Z, machine.Ion.A);
        var frame = beam.Frame;
        var slabs = Slabs(machine, beam, ion, warnings);
        var start = Math.Max(machine.NozzleExitToIsocenterMm, slabs.Count > 0 ? slabs.Max(slab => slab.UpstreamZgMm) : 0);
        var layers = beam.Layers.Where(layer => layer.Count > 0).Select(layer => Layer(machine, layer)).ToList();
        var source = new SourceFrame(beam.Isocenter.Vector, frame.AlongXg, frame.AlongYg, frame.TowardsSource, start, 1 / machine.SourceAxisDistanceXMm, 1 / machine.SourceAxisDistanceYMm);
        return make(ion, layers, slabs, source, warnings);
    }

    private static SourceLayer Layer(Machine machine, EnergyLayer layer)
    {
        var (below, above, share) = Neighbours(machine, layer.EnergyMeVPerU);
        double Mix(Func<MachineEnergy, double> of) => of(below) + share * (of(above) - of(below));
        double[] MixAll(Func<MachineEnergy, double[]> of) => [.. of(below).Zip(of(above), (a, b) => a + share * (b - a))];
        var energy = layer.EnergyMeVPerU + Mix(e => (e.BeamEnergyMeVPerU ?? e.EnergyMeVPerU) - e.EnergyMeVPerU);
        var spread = Mix(e => e.RelativeEnergySpread ?? machine.Nozzle?.RelativeEnergySpread ?? NoSpread);
        var (x, y) = (SourcePlane.Fit(below.SpotZgMm, MixAll(e => e.SpotSigmaXMm)), SourcePlane.Fit(below.SpotZgMm, MixAll(e => e.SpotSigmaYMm)));
        if (layer.FwhmMm is { } fwhm)
        {
            var variance = fwhm * fwhm / (8 * Math.Log(2));
            (x, y) = (new(variance, 0, 0), new(variance, 0, 0));
        }

        return new(energy, spread, x, y, layer.XMm, layer.YMm, layer.Particles);
    }

    private static (MachineEnergy Below, MachineEnergy Above, double Share) Neighbours(Machine machine, double E)
    {
        var energies = machine.Energies;
        const double same = 1e-4; // MeV/u, as the pencil beam's
        if (E < energies[0].EnergyMeVPerU - same || E > energies[^1].EnergyMeVPerU + same)
            throw new InputException(FormattableString.Invariant($"energy {E} MeV/u is outside machine '{machine.Name}', which reaches from {energies[0].EnergyMeVPerU} to {energies[^1].EnergyMeVPerU} MeV/u"));
        var n = 0;
        while (n < energies.Count - 2 && energies[n + 1].EnergyMeVPerU <= E) n++;
        if (energies.Count == 1) return (energies[0], energies[0], 0);
        return (energies[n], energies[n + 1], Math.Clamp((E - energies[n].EnergyMeVPerU) / (energies[n + 1].EnergyMeVPerU - energies[n].EnergyMeVPerU), 0, 1));
    }

    private static List<UpstreamSlab> Slabs(Machine machine, PlanBeam beam, Ion ion, List<string> warnings)
    {
        var nozzle = machine.Nozzle ?? new MachineNozzle { WaterEquivalentMm = EffectiveNozzle(machine, ion, warnings), RelativeEnergySpread = NoSpread };
        var slabs = NozzleLine.Slabs(machine, nozzle, drawRipple: true, machine.NozzleExitToIsocenterMm);
        if (beam.RangeShifter is { } shifter)
        {
            var material = MaterialLibrary.Find(shifter.Material);
            var density = shifter.WaterEquivalentMm / shifter.ThicknessMm / NozzleLine.StoppingRatio(material);
            slabs.Add(new(material, density, shifter.DownstreamFaceToIsocenterMm + shifter.ThicknessMm, shifter.ThicknessMm, 0, true));
        }

        return slabs;
    }

    // The mean over the machine's energies of range in water less the depth of the distal 80 %, less the ripple filter's mean.
    private static double EffectiveNozzle(Machine machine, Ion ion, List<string> warnings)
    {
        var table = RangeTable.Of(ion);
        var behind = machine.RippleFilter?.MeanWaterEquivalentMm ?? 0;
        var thickness = Math.Max(0, machine.Energies.Average(e => table.RangeMm(e.BeamEnergyMeVPerU ?? e.EnergyMeVPerU) - behind - e.RangeMm));
        warnings.Add(FormattableString.Invariant($"machine '{machine.Name}' says nothing of its nozzle: {thickness:F2} mm of water bring ranges to its table, and no energy spread is taken."));
        return thickness;
    }
}
