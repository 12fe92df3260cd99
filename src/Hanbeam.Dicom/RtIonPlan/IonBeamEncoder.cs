using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Modules;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dicom.RtIonPlan;

/// <summary>One item of the Ion Beam Sequence [DICOM, PS3.3 section C.8.8.25]: a beam and its control points.</summary>
internal sealed class IonBeamEncoder
{
    /// <summary>Scan Spot Tune ID of layers whose spot size is the machine's.</summary>
    internal const string MachineTune = "MACHINE";

    /// <summary>Scan Spot Tune ID of layers whose spot size the plan gives itself.</summary>
    internal const string PlanTune = "PLAN";

    // Full width at half maximum of a Gaussian over its standard deviation: 2 sqrt(2 ln 2).
    private static readonly double FwhmPerSigma = 2 * Math.Sqrt(2 * Math.Log(2));

    private readonly Plan plan;
    private readonly PlanBeam beam;
    private readonly Machine machine;
    private readonly RtIonPlanSettings settings;
    private readonly IReadOnlyList<EnergyLayer> layers;
    private readonly IReadOnlyList<double[]> weights;

    internal IonBeamEncoder(Plan plan, PlanBeam beam, Machine machine, RtIonPlanSettings settings)
    {
        this.plan = plan;
        this.beam = beam;
        this.machine = machine;
        this.settings = settings;
        layers = [.. SpotWeights.Split(beam.Layers, settings.IonsPerMonitorUnit is null ? SpotWeights.MostIons : SpotWeights.MostIonsInMonitorUnits)];
        if (layers.Count == 0) throw new InputException(string.Create(CultureInfo.InvariantCulture, $"plan '{plan.Name}': beam {beam.Number} has no spots."));
        weights = [.. layers.Select(layer => layer.Particles.Select(particles => particles / UnitOf(layer)).ToArray())];
        Meterset = weights.Sum(Sum);
    }

    /// <summary>Beam Meterset: ions or monitor units per fraction.</summary>
    internal double Meterset { get; }

    internal DicomDataSet Encode()
    {
        var item = new DicomDataSet();
        item.Set(DicomTags.BeamNumber, beam.Number);
        item.Set(DicomTags.BeamName, beam.Name.Length > 0 ? beam.Name : string.Create(CultureInfo.InvariantCulture, $"Beam {beam.Number}"));
        SetMeterset(item);
        item.Set(DicomTags.BeamType, "STATIC");
        item.Set(DicomTags.TreatmentMachineName, plan.MachineName);
        item.Set(DicomTags.TreatmentDeliveryType, "TREATMENT");
        SetRadiation(item);
        item.Set(DicomTags.ScanMode, "MODULATED");
        // Dose is calculated for spots at rest.
        item.Set(DicomTags.ModulatedScanModeType, "STATIONARY");
        item.Set(DicomTags.VirtualSourceAxisDistances, machine.SourceAxisDistanceXMm, machine.SourceAxisDistanceYMm);
        item.SetItem(DicomTags.SnoutSequence, snout => snout.Set(DicomTags.SnoutID, "NOZZLE"));
        foreach (var none in new[] { DicomTags.NumberOfWedges, DicomTags.NumberOfCompensators, DicomTags.NumberOfBoli, DicomTags.NumberOfBlocks, DicomTags.NumberOfLateralSpreadingDevices })
            item.Set(none, 0);
        SetRangeShifter(item);
        SetRippleFilter(item);
        item.Set(DicomTags.PatientSupportType, "TABLE");
        item.Set(DicomTags.ReferencedPatientSetupNumber, RtIonPlanWriter.SetupNumberOf(plan, beam));
        item.Set(DicomTags.ReferencedToleranceTableNumber, RtIonPlanWriter.ToleranceNumber);
        item.Set(DicomTags.FinalCumulativeMetersetWeight, [Meterset]);
        item.Set(DicomTags.NumberOfControlPoints, 2 * layers.Count);
        item.SetItems(DicomTags.IonControlPointSequence, ControlPoints());
        return item;
    }

    // The weights of spots are ions in either unit: a weight's share of the final weight is its share of Beam Meterset [DICOM, PS3.3 section C.8.8.14.1].
    private void SetMeterset(DicomDataSet item)
    {
        item.Set(DicomTags.PrimaryDosimeterUnit, settings.IonsPerMonitorUnit is null ? "NP" : "MU");
        var unit = settings.IonsPerMonitorUnit is null ? "ions"
            : string.Create(CultureInfo.InvariantCulture, $"monitor units of {layers.Min(UnitOf):0} to {layers.Max(UnitOf):0} ions by energy");
        item.Set(DicomTags.BeamDescription, $"Meterset and spot weights in {unit}, per fraction; research use only");
    }

    // Ions of a weight of 1.
    private double UnitOf(EnergyLayer layer)
    {
        var ions = settings.IonsPerMonitorUnit?.Invoke(layer.EnergyMeVPerU) ?? 1;
        return ions > 0 && double.IsFinite(ions) ? ions
            : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"plan '{plan.Name}': a monitor unit of {ions} ions at {layer.EnergyMeVPerU} MeV/u; it must be above 0."));
    }

    // As a reader of the 32-bit weights counts them.
    private static double Sum(double[] weights) => weights.Sum(weight => (double)(float)weight);

    private void SetRadiation(DicomDataSet item)
    {
        var isProton = plan is { IonZ: 1, IonA: 1 };
        item.Set(DicomTags.RadiationType, isProton ? "PROTON" : "ION");
        if (isProton) return;
        item.Set(DicomTags.RadiationMassNumber, plan.IonA);
        item.Set(DicomTags.RadiationAtomicNumber, plan.IonZ);
        item.Set(DicomTags.RadiationChargeState, plan.IonZ); // fully stripped
    }

    private void SetRangeShifter(DicomDataSet item)
    {
        item.Set(DicomTags.NumberOfRangeShifters, beam.RangeShifter is null ? 0 : 1);
        if (beam.RangeShifter is not { } shifter) return;
        item.SetItem(DicomTags.RangeShifterSequence, entry =>
        {
            entry.Set(DicomTags.RangeShifterNumber, 1);
            entry.Set(DicomTags.RangeShifterID, shifter.Name);
            entry.Set(DicomTags.RangeShifterType, "BINARY");
            entry.Set(DicomTags.RangeShifterDescription, RangeShifterText.Format(shifter));
        });
    }

    // A ripple filter is a fixed ridge filter: of DICOM's devices that is a Range Modulator of type FIXED.
    private void SetRippleFilter(DicomDataSet item)
    {
        item.Set(DicomTags.NumberOfRangeModulators, machine.RippleFilter is null ? 0 : 1);
        if (machine.RippleFilter is not { } ripple) return;
        item.SetItem(DicomTags.RangeModulatorSequence, entry =>
        {
            entry.Set(DicomTags.RangeModulatorNumber, 1);
            entry.Set(DicomTags.RangeModulatorID, ripple.Name);
            entry.Set(DicomTags.RangeModulatorType, "FIXED");
            entry.Set(DicomTags.RangeModulatorDescription, string.Create(CultureInfo.InvariantCulture, $"Ripple filter, {ripple.Material}, 0 to {ripple.MaximumWaterEquivalentMm:0.##} mm water"));
        });
    }

    // Two control points a layer: weights and the meterset before it, then no weights and the meterset after it [DICOM, PS3.3 section C.8.8.25.7].
    private IEnumerable<DicomDataSet> ControlPoints()
    {
        var cumulative = 0.0;
        for (var i = 0; i < layers.Count; i++)
        {
            var first = ControlPoint(2 * i, layers[i], cumulative, weights[i]);
            if (settings.IonsPerMonitorUnit is not null) HanbeamPrivateBlock.Set(first, (HanbeamPrivateBlock.IonsPerMonitorUnit, UnitOf(layers[i]).ToString("R", CultureInfo.InvariantCulture)));
            if (i == 0) SetGeometry(first);
            yield return first;
            cumulative += Sum(weights[i]);
            yield return ControlPoint(2 * i + 1, layers[i], cumulative, new double[layers[i].Count]);
        }
    }

    private DicomDataSet ControlPoint(int index, EnergyLayer layer, double cumulative, double[] weights)
    {
        var point = new DicomDataSet();
        point.Set(DicomTags.ControlPointIndex, index);
        point.Set(DicomTags.CumulativeMetersetWeight, [cumulative]);
        point.Set(DicomTags.NominalBeamEnergy, [layer.EnergyMeVPerU]);
        point.Set(DicomTags.ScanSpotTuneID, layer.FwhmMm is null ? MachineTune : PlanTune);
        point.Set(DicomTags.NumberOfScanSpotPositions, layer.Count);
        var positions = new double[2 * layer.Count];
        for (var i = 0; i < layer.Count; i++) (positions[2 * i], positions[2 * i + 1]) = (layer.XMm[i], layer.YMm[i]);
        point.Set(DicomTags.ScanSpotPositionMap, positions);
        point.Set(DicomTags.ScanSpotMetersetWeights, weights);
        point.Set(DicomTags.ScanningSpotSize, [layer.FwhmMm ?? SpotFwhmMm(layer.EnergyMeVPerU, energy => energy.SpotSigmaXMm), layer.FwhmMm ?? SpotFwhmMm(layer.EnergyMeVPerU, energy => energy.SpotSigmaYMm)]);
        point.Set(DicomTags.NumberOfPaintings, 1);
        return point;
    }

    private void SetGeometry(DicomDataSet point)
    {
        point.Set(DicomTags.GantryAngle, [beam.GantryDeg]);
        point.Set(DicomTags.PatientSupportAngle, [beam.CouchDeg]);
        point.Set(DicomTags.BeamLimitingDeviceAngle, 0);
        point.Set(DicomTags.TableTopPitchAngle, [0.0]);
        point.Set(DicomTags.TableTopRollAngle, [0.0]);
        point.Set(DicomTags.GantryPitchAngle, [0.0]);
        foreach (var direction in new[] { DicomTags.GantryRotationDirection, DicomTags.PatientSupportRotationDirection, DicomTags.BeamLimitingDeviceRotationDirection, DicomTags.TableTopPitchRotationDirection, DicomTags.TableTopRollRotationDirection, DicomTags.GantryPitchRotationDirection })
            point.Set(direction, "NONE");
        point.SetEmpty(DicomTags.TableTopVerticalPosition, DicomTags.TableTopLongitudinalPosition, DicomTags.TableTopLateralPosition);
        point.Set(DicomTags.IsocenterPosition, [beam.Isocenter.X, beam.Isocenter.Y, beam.Isocenter.Z]);
        point.Set(DicomTags.SnoutPosition, [machine.NozzleExitToIsocenterMm]);
        // A fixed modulator has nothing to be set but that it is there.
        if (machine.RippleFilter is not null) point.SetItem(DicomTags.RangeModulatorSettingsSequence, setting => setting.Set(DicomTags.ReferencedRangeModulatorNumber, 1));
        if (beam.RangeShifter is not { } shifter) return;
        point.SetItem(DicomTags.RangeShifterSettingsSequence, setting =>
        {
            setting.Set(DicomTags.ReferencedRangeShifterNumber, 1);
            setting.Set(DicomTags.RangeShifterSetting, "IN");
            setting.Set(DicomTags.IsocenterToRangeShifterDistance, [shifter.DownstreamFaceToIsocenterMm]);
            setting.Set(DicomTags.RangeShifterWaterEquivalentThickness, [shifter.WaterEquivalentMm]);
        });
    }

    // In air at the isocentre, linear between the machine's energies and positions.
    private double SpotFwhmMm(double energyMeVPerU, Func<MachineEnergy, double[]> sigmas)
    {
        var energies = machine.Energies;
        var above = 0;
        while (above < energies.Count - 1 && energies[above].EnergyMeVPerU < energyMeVPerU) above++;
        var below = Math.Max(above - 1, 0);
        var step = energies[above].EnergyMeVPerU - energies[below].EnergyMeVPerU;
        var fraction = step > 0 ? Math.Clamp((energyMeVPerU - energies[below].EnergyMeVPerU) / step, 0, 1) : 0;
        return FwhmPerSigma * ((1 - fraction) * AtIsocenter(energies[below], sigmas) + fraction * AtIsocenter(energies[above], sigmas));
    }

    private static double AtIsocenter(MachineEnergy energy, Func<MachineEnergy, double[]> sigmas)
    {
        var (z, sigma) = (energy.SpotZgMm, sigmas(energy)); // z descends
        var below = Array.FindIndex(z, position => position <= 0);
        if (below < 0) return sigma[^1];
        if (below == 0 || z[below] == 0) return sigma[below];
        return sigma[below] + (sigma[below - 1] - sigma[below]) * z[below] / (z[below] - z[below - 1]);
    }
}
