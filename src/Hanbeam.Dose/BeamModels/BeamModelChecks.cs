using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels;

/// <summary>Range checks of a beam model that came from outside.</summary>
internal static class BeamModelChecks
{
    // Weights are stored as float32 and normalised before that; 1e-4 leaves room for other writers' rounding.
    private const double WeightTolerance = 1e-4;

    // Six times the deepest of therapy; the engine keeps tables of 0.1 mm up to the last depth.
    private const double DeepestMm = 2000;

    // Twenty times a synchrotron's; a beam with more is not one energy.
    private const double LargestEnergySpread = 0.05;

    /// <exception cref="FormatException">A value is out of range; the message names it.</exception>
    public static void Check(BeamModel model)
    {
        CheckMachine(model.Machine);
        foreach (var beam in model.Energies) CheckBeam(beam);
    }

    /// <summary>Lists of machine.json hold no null, and no two beams share a folder, so that no entry is read twice.</summary>
    /// <exception cref="FormatException">They do.</exception>
    public static void CheckDocument(MachineDocument document)
    {
        var machine = document.Machine;
        NoNull(machine.Energies, "energies");
        NoNull(machine.RangeShifters, "rangeShifters");
        NoNull(machine.Ports, "ports");
        NoNull(machine.Provenance, "provenance");
        NoNull(machine.Nozzle?.Slabs ?? [], "nozzle.slabs");
        NoNull(document.Beams, "beams");
        foreach (var beam in document.Beams)
        {
            NoNull(beam.Species ?? [], "species");
            NoNull(beam.Kernels ?? [], "kernels");
        }

        if (document.Beams.DistinctBy(beam => beam.Folder).Count() < document.Beams.Count) throw new FormatException("has two beams in one folder");
    }

    private static void CheckMachine(Machine machine)
    {
        if (machine.Energies.Count == 0) throw new FormatException("has no energies");
        Ascending([.. machine.Energies.Select(e => e.EnergyMeVPerU)], "energies");
        Ascending([.. machine.Energies.Select(e => e.RangeMm)], "rangeMm");
        Within(machine.Energies[0].EnergyMeVPerU, 1, 1000, "energy", "MeV/u");
        Within(machine.Energies[^1].EnergyMeVPerU, 1, 1000, "energy", "MeV/u");
        Within(machine.SourceAxisDistanceXMm, 500, 1e6, "sourceAxisDistanceXMm", "mm");
        Within(machine.SourceAxisDistanceYMm, 500, 1e6, "sourceAxisDistanceYMm", "mm");
        Within(machine.NozzleExitToIsocenterMm, 0, 10_000, "nozzleExitToIsocenterMm", "mm");
        Within(machine.ScanFieldXMm, 1, 2000, "scanFieldXMm", "mm");
        Within(machine.ScanFieldYMm, 1, 2000, "scanFieldYMm", "mm");
        Within(machine.MinimumIonsPerSpot, 0, 1e12, "minimumIonsPerSpot", "ions");
        Within(machine.MaximumIonsPerSpot, machine.MinimumIonsPerSpot, 1e15, "maximumIonsPerSpot", "ions");
        CheckTiming(machine.Timing);
        foreach (var energy in machine.Energies) CheckSpot(energy);
        foreach (var shifter in machine.RangeShifters) CheckShifter(shifter);
        foreach (var angle in machine.Ports.SelectMany(port => port.GantryAnglesDeg)) Within(angle, -360, 360, "gantryAnglesDeg", "degrees");
        if (machine.Nozzle is { } nozzle) CheckNozzle(nozzle);
        if (machine.RippleFilter is { } filter)
        {
            Within(filter.MaximumWaterEquivalentMm, 0, 100, "rippleFilter.maximumWaterEquivalentMm", "mm");
            Within(filter.MeanWaterEquivalentMm, 0, filter.MaximumWaterEquivalentMm, "rippleFilter.meanWaterEquivalentMm", "mm");
        }

        foreach (var (option, on) in machine.Options)
        {
            if (on && !MachineOptions.All.Contains(option)) throw new FormatException($"asks for the option {option}, which is unknown; known are {string.Join(" and ", MachineOptions.All)}");
        }
    }

    private static void CheckNozzle(MachineNozzle nozzle)
    {
        Within(nozzle.WaterEquivalentMm, 0, 200, "nozzle.waterEquivalentMm", "mm");
        Within(nozzle.RelativeEnergySpread, 0, LargestEnergySpread, "nozzle.relativeEnergySpread", "");
        foreach (var slab in nozzle.Slabs)
        {
            if (slab.Material.Length == 0) throw new FormatException("has a slab of the nozzle without a material");
            Within(slab.ThicknessMm, 0, 20_000, $"thicknessMm of the nozzle's {slab.Material}", "mm");
            Within(slab.UpstreamFaceToIsocenterMm, -1000, 20_000, $"upstreamFaceToIsocenterMm of the nozzle's {slab.Material}", "mm");
        }
    }

    private static void CheckTiming(DeliveryTiming timing)
    {
        Within(timing.ExtractionIonsPerSecond, 1, 1e15, "extractionIonsPerSecond", "ions/s");
        Within(timing.StoredIons, 1, 1e18, "storedIons", "ions");
        Within(timing.ScanSpeedXMmPerSecond, 1, 1e9, "scanSpeedXMmPerSecond", "mm/s");
        Within(timing.ScanSpeedYMmPerSecond, 1, 1e9, "scanSpeedYMmPerSecond", "mm/s");
        foreach (var seconds in new[] { timing.SettlingSeconds, timing.EnergyStepSeconds, timing.FlatTopSeconds, timing.RefillSeconds, timing.SpillSeconds, timing.SpillGapSeconds })
            Within(seconds, 0, 1e4, "time of delivery", "s");
        if (timing.EnergyStepKeeps is { } kept) Within(kept, 1e-6, 1, "energyStepKeeps", "");
        if (timing.LayersPerFlatTop is { } layers) Within(layers, 1, 1e6, "layersPerFlatTop", "layers");
    }

    private static void CheckShifter(RangeShifter shifter)
    {
        if (shifter.Name.Length == 0) throw new FormatException("has a range shifter without a name");
        Within(shifter.WaterEquivalentMm, 0, 500, $"waterEquivalentMm of range shifter {shifter.Name}", "mm");
        Within(shifter.ThicknessMm, 0, 500, $"thicknessMm of range shifter {shifter.Name}", "mm");
        Within(shifter.DownstreamFaceToIsocenterMm, 0, 10_000, $"downstreamFaceToIsocenterMm of range shifter {shifter.Name}", "mm");
    }

    private static void CheckSpot(MachineEnergy energy)
    {
        Within(energy.RangeMm, 0.001, DeepestMm, "rangeMm", "mm");
        if (energy.BeamEnergyMeVPerU is { } real) Within(real, 0.9 * energy.EnergyMeVPerU, 1.1 * energy.EnergyMeVPerU, "beamEnergyMeVPerU", "MeV/u");
        if (energy.RelativeEnergySpread is { } spread) Within(spread, 0, LargestEnergySpread, "relativeEnergySpread", "");
        if (energy.IonsPerMonitorUnit is { } ions) Within(ions, 1, 1e12, "ionsPerMonitorUnit", "ions");
        if (energy.SpotZgMm.Length == 0 || energy.SpotSigmaXMm.Length != energy.SpotZgMm.Length || energy.SpotSigmaYMm.Length != energy.SpotZgMm.Length)
            throw new FormatException(FormattableString.Invariant($"has spot tables of different lengths at {energy.EnergyMeVPerU} MeV/u"));
        Ascending([.. energy.SpotZgMm.Select(z => -z)], "negative spotZgMm");
        foreach (var sigma in energy.SpotSigmaXMm.Concat(energy.SpotSigmaYMm)) Within(sigma, 0.1, 100, "spot sigma", "mm");
    }

    private static void CheckBeam(EnergyBeamData beam)
    {
        var at = FormattableString.Invariant($" at {beam.EnergyMeVPerU} MeV/u");
        if (beam.DepthMm.Length < 2 || beam.DepthMm[0] != 0) throw new FormatException("has a depth table that does not begin at 0" + at);
        if (beam.Components.Count == 0) throw new FormatException("has no lateral component" + at);
        Ascending(beam.DepthMm, "depth" + at);
        Within(beam.DepthMm[^1], 0, DeepestMm, "last depth" + at, "mm");
        foreach (var dose in beam.IntegralDose) Within(dose, 0, 1e6, "integral dose" + at, "Gy·mm² per 10⁶ ions");
        foreach (var let in beam.DoseAveragedLet) Within(let, 0, 1e5, "LET" + at, "keV/µm");
        for (var d = 0; d < beam.DepthMm.Length; d++)
        {
            foreach (var component in beam.Components)
            {
                Within(component.Weight[d], 0, 1, "lateral weight" + at, "");
                Within(component.SigmaMm[d], 0, 1000, "lateral sigma" + at, "mm");
            }

            Within(beam.Components.Sum(c => c.Weight[d]), 1 - WeightTolerance, 1 + WeightTolerance, "sum of lateral weights" + at, "");
        }

        if (beam.Spectra is { } spectra) CheckSpectra(spectra, at);
        foreach (var value in beam.Kernels.SelectMany(k => k.Alpha.Concat(k.Beta))) Within(value, 0, 1000, "alpha or beta" + at, "1/Gy");
    }

    private static void CheckSpectra(FluenceSpectra spectra, string at)
    {
        if (spectra.DepthMm.Length < 2 || spectra.EnergyEdgesMeVPerU.Length < 2) throw new FormatException("has an empty spectrum" + at);
        Ascending(spectra.DepthMm, "depth of spectra" + at);
        Ascending(spectra.EnergyEdgesMeVPerU, "energy edges" + at);
        Within(spectra.EnergyEdgesMeVPerU[0], 1e-6, 1000, "lowest energy edge" + at, "MeV/u");
        foreach (var (z, a, _) in spectra.Species)
        {
            Within(z, 1, 8, "charge number" + at, "");
            Within(a, z, 20, "mass number" + at, "");
        }

        var what = "ions per primary" + at; // once: there are millions
        foreach (var ions in spectra.IonsPerPrimary) Within(ions, 0, 1000, what, "");
    }

    private static void NoNull<T>(IReadOnlyList<T> list, string what) where T : class
    {
        if (list.Any(item => item is null)) throw new FormatException($"has null in {what}");
    }

    private static void Ascending(double[] values, string what)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]) || (i > 0 && values[i] <= values[i - 1])) throw new FormatException($"has values of {what} that are not ascending");
        }
    }

    private static void Within(double value, double low, double high, string what, string unit)
    {
        if (!(value >= low && value <= high)) // also catches not-a-number
            throw new FormatException(FormattableString.Invariant($"has {what} = {value} {unit}, allowed {low} to {high}").Replace(" ,", ",", StringComparison.Ordinal));
    }
}
