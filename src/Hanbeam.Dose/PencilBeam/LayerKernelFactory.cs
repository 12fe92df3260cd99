using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>
/// Makes layer kernels from a beam model: integral dose shared by the lateral components, alpha, sqrt(beta) and LET as dose-weighted means over the
/// group's spectra, all on a uniform depth table. An energy between two tabulated ones is interpolated in range: both neighbours are read at the depth
/// scaled by their range and mixed linearly; an energy outside the table is an error.
/// </summary>
public sealed class LayerKernelFactory
{
    private readonly BeamModel model;
    private readonly EffectQuantities? effect;
    private readonly double[] energies;
    private readonly float depthStepMm;

    /// <summary>Makes the factory.</summary>
    /// <param name="model">The beam model.</param>
    /// <param name="effect">The RBE model's tables, or null for physical dose alone; a model without spectra is refused then.</param>
    public LayerKernelFactory(BeamModel model, EffectQuantities? effect)
    {
        this.model = model;
        this.effect = effect;
        depthStepMm = model.Energies.Any(energy => energy.Kernels.Count > 0) ? LayerKernel.FineDepthStepMm : LayerKernel.UsualDepthStepMm;
        energies = [.. model.Machine.Energies.Select(energy => energy.EnergyMeVPerU)];
        if (effect?.KernelClass is { } tissue)
        {
            if (model.Energies.Any(energy => energy.Kernels.Count < tissue))
                throw new InputException($"machine '{model.Machine.Name}' holds no effect kernels of tissue class {tissue} for all its energies");
        }
        else if (effect is not null && model.Energies.Any(energy => energy.Spectra is null))
            throw new InputException($"machine '{model.Machine.Name}' holds no fluence spectra, so an RBE model cannot be applied to it; use physical or a machine file with spectra");
    }

    /// <summary>The kernels of a beam's layers, in their order.</summary>
    /// <param name="beam">The beam; only energies and range shifter are used.</param>
    /// <param name="work">Threads and cancellation.</param>
    public LayerKernel[] CreateAll(PlanBeam beam, WorkContext work)
    {
        var kernels = new LayerKernel[beam.Layers.Count];
        Parallel.For(0, kernels.Length, work.ParallelOptions, n => kernels[n] = Create(beam.Layers[n], beam.RangeShifter));
        return kernels;
    }

    /// <summary>The kernel of one layer.</summary>
    /// <param name="layer">Gives energy and, where a file overrides it, the spot size.</param>
    /// <param name="shifter">The range shifter in the beam, or null.</param>
    public LayerKernel Create(EnergyLayer layer, RangeShifter? shifter)
    {
        var energy = layer.EnergyMeVPerU;
        var (lower, share) = Locate(energy);
        var spot = Spot(energy, lower, share, layer.FwhmMm);
        var tables = share == 0
            ? [(Table: KernelTable.Create(model.Energies[lower], effect), Range: model.Machine.Energies[lower].RangeMm, Share: 1.0)]
            : new[]
            {
                (Table: KernelTable.Create(model.Energies[lower], effect), Range: model.Machine.Energies[lower].RangeMm, Share: 1 - share),
                (Table: KernelTable.Create(model.Energies[lower + 1], effect), Range: model.Machine.Energies[lower + 1].RangeMm, Share: share),
            };
        var count = (int)(tables.Min(t => t.Table.LastDepthMm * spot.RangeMm / t.Range) / depthStepMm) + 1;
        var components = tables[0].Table.Groups.Select(group => new KernelComponent(group, count)).ToArray();
        foreach (var (table, range, weight) in tables) table.AddTo(components, depthStepMm, range / spot.RangeMm, weight);
        foreach (var component in components) KernelTable.Normalise(component);
        var (a0, a1) = shifter is null ? (0, 0) : ShifterMoments(energy, shifter);
        return new LayerKernel(spot, depthStepMm, count, components, shifter, a0, a1);
    }

    private (int Lower, double Share) Locate(double energy)
    {
        var found = Array.FindIndex(energies, tabulated => Math.Abs(tabulated - energy) < 1e-4);
        if (found >= 0) return (found, 0);
        if (energy < energies[0] || energy > energies[^1])
            throw new InputException(FormattableString.Invariant($"energy {energy} MeV/u is outside machine '{model.Machine.Name}', which reaches from {energies[0]} to {energies[^1]} MeV/u"));
        var lower = ~Array.BinarySearch(energies, energy) - 1;
        var (below, above) = (model.Machine.Energies[lower], model.Machine.Energies[lower + 1]);

        // Range grows as a power of energy between neighbours (Bragg–Kleeman).
        var power = Math.Log(above.RangeMm / below.RangeMm) / Math.Log(energies[lower + 1] / energies[lower]);
        var range = below.RangeMm * Math.Pow(energy / energies[lower], power);
        return (lower, (range - below.RangeMm) / (above.RangeMm - below.RangeMm));
    }

    private MachineEnergy Spot(double energy, int lower, double share, double? fwhmMm)
    {
        var below = model.Machine.Energies[lower];
        var above = model.Machine.Energies[share == 0 ? lower : lower + 1];
        double[] Mix(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + share * (y - x))];
        var spot = new MachineEnergy
        {
            EnergyMeVPerU = energy,
            RangeMm = below.RangeMm + share * (above.RangeMm - below.RangeMm),
            SpotZgMm = below.SpotZgMm,
            SpotSigmaXMm = Mix(below.SpotSigmaXMm, above.SpotSigmaXMm),
            SpotSigmaYMm = Mix(below.SpotSigmaYMm, above.SpotSigmaYMm),
        };
        if (fwhmMm is not { } fwhm) return spot;
        var sigma = fwhm / Math.Sqrt(8 * Math.Log(2));
        return spot with { SpotZgMm = [0], SpotSigmaXMm = [sigma], SpotSigmaYMm = [sigma] };
    }

    private (double A0, double A1) ShifterMoments(double energy, RangeShifter shifter)
    {
        var ion = model.Machine.Ion;
        var moments = Physics.Scattering.FermiEyges.MomentsBehindWater(ion.Z, ion.A, energy, shifter.WaterEquivalentMm);
        return (moments.A0, moments.A1);
    }
}
