using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Modules;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dicom.RtIonPlan;

/// <summary>One item of the Ion Beam Sequence as a beam: its geometry, its range shifter and the spots of its control points.</summary>
internal sealed class IonBeamReader
{
    // Wide limits that no machine reaches: they catch wrong units and damage, not unusual plans. All mm.
    private const double ThickestShifterMm = 500;
    private const double FarthestShifterMm = 5000;
    private const double SmallestSpotMm = 0.1;
    private const double LargestSpotMm = 1000;

    // A decimal string of 16 characters, exponent included, holds ten digits of a meterset in monitor units.
    private const double DecimalStringRounding = 1e-9;

    private readonly DicomDataSet item;
    private readonly string path;
    private readonly Func<double, double>? ionsPerMonitorUnit;
    private readonly ICollection<string>? warnings;
    private readonly IReadOnlyList<DicomDataSet> points;

    internal IonBeamReader(DicomDataSet item, Func<double, double>? ionsPerMonitorUnit, ICollection<string>? warnings)
    {
        this.item = item;
        this.ionsPerMonitorUnit = ionsPerMonitorUnit;
        this.warnings = warnings;
        path = item.Source;
        Number = item.RequiredInteger(DicomTags.BeamNumber, int.MinValue, int.MaxValue);
        points = item.Items(DicomTags.IonControlPointSequence);
        if (points.Count < 2) throw Fault($"has {points.Count} control points; at least 2 are needed");
        var scanMode = item.Text(DicomTags.ScanMode);
        if (!scanMode.StartsWith("MODULATED", StringComparison.Ordinal)) throw Fault($"has scan mode '{scanMode}'; only scanned beams (MODULATED) are read");
    }

    /// <summary>Beam Number.</summary>
    internal int Number { get; }

    /// <summary>Reads the beam.</summary>
    /// <param name="meterset">Beam Meterset of a fraction, 0 where the plan gives none.</param>
    /// <param name="position">How the patient lies by the setup that a beam refers to, by its number; by null where the beam refers to none. Null where none is said.</param>
    internal PlanBeam Read(double meterset, Func<int?, PatientPosition?> position)
    {
        var isocenter = points[0].RequiredNumbers(DicomTags.IsocenterPosition, 3);
        if (points.Any(point => point.Numbers(DicomTags.IsocenterPosition) is { Length: > 0 } other && !other.SequenceEqual(isocenter))) throw Fault($"moves its isocentre during delivery; only static beams are read");
        var layers = SpotWeights.Join(ReadLayers(IonsPerWeight(meterset)), OwnUnit(points[0]) is null ? SpotWeights.MostIons : SpotWeights.MostIonsInMonitorUnits);
        if (layers.Count == 0) throw Fault($"has no spot with a weight above 0");
        WarnOfWhatIsIgnored();
        return new PlanBeam
        {
            Number = Number,
            Name = item.Text(DicomTags.BeamName),
            GantryDeg = Angle(DicomTags.GantryAngle, points[0].RequiredNumber(DicomTags.GantryAngle)),
            CouchDeg = Angle(DicomTags.PatientSupportAngle, points[0].Number(DicomTags.PatientSupportAngle) ?? 0),
            Isocenter = new PatientPoint(isocenter[0], isocenter[1], isocenter[2]),
            Position = position(item.Number(DicomTags.ReferencedPatientSetupNumber) is null ? null : item.RequiredInteger(DicomTags.ReferencedPatientSetupNumber, int.MinValue, int.MaxValue)),
            RangeShifter = ReadRangeShifter(),
            Layers = layers,
        };
    }

    private void WarnOfWhatIsIgnored()
    {
        foreach (var tag in new[] { DicomTags.TableTopPitchAngle, DicomTags.TableTopRollAngle, DicomTags.GantryPitchAngle })
        {
            if (points[0].Number(tag) is { } degrees and not 0 and not 360) Warn($"has {tag} {degrees}°, which is ignored: its dose is that of an angle of 0");
        }

        if (item.Text(DicomTags.ModulatedScanModeType) is "LINEAR") Warn($"is scanned along lines (Modulated Scan Mode Type LINEAR); its dose is that of spots at rest");
        foreach (var tag in new[] { DicomTags.NumberOfWedges, DicomTags.NumberOfCompensators, DicomTags.NumberOfBoli, DicomTags.NumberOfBlocks })
        {
            if (item.Number(tag) is > 0) Warn($"has {tag} above 0; such devices are ignored");
        }
    }

    private double Angle(DicomTag tag, double degrees)
    {
        foreach (var point in points)
        {
            if (point.Number(tag) is { } other && other != degrees) throw Fault($"moves during delivery ({tag} goes from {degrees}° to {other}°); only static beams are read");
        }

        return degrees is >= 0 and <= 360 ? degrees % 360
            : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: {tag} is {degrees}°; 0 to 360° are allowed."));
    }

    // Ions of a weight of 1 by the energy of its layer.
    private Func<DicomDataSet, double, double> IonsPerWeight(double meterset)
    {
        var final = item.RequiredNumber(DicomTags.FinalCumulativeMetersetWeight);
        if (final <= 0) throw Fault($"has a final cumulative meterset weight of {final}; it must be above 0");
        if (meterset <= 0)
        {
            Warn($"has no meterset; its weights are taken as the meterset");
            meterset = final;
        }

        var unit = item.Text(DicomTags.PrimaryDosimeterUnit);
        var share = meterset / final;
        if (unit == "NP") return (_, _) => share;
        if (unit != "MU") throw Fault($"has the dosimeter unit '{unit}'; NP and MU are read");
        // Hanbeam's weights are monitor units, so a share that is not quite 1 is the rounding of decimal strings.
        if (OwnUnit(points[0]) is not null) return (point, _) => (OwnUnit(point) ?? throw Fault($"says in some control points only how many ions a monitor unit has")) * (Math.Abs(share - 1) < DecimalStringRounding ? 1 : share);
        if (ionsPerMonitorUnit is { } known) return (_, energy) => known(energy) * share;
        warnings?.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: the meterset of beam {Number} is in monitor units; 1 MU is taken as {RtIonPlanReader.IonsPerMonitorUnit:0} ions, so its dose is right only for a machine calibrated that way."));
        return (_, _) => RtIonPlanReader.IonsPerMonitorUnit * share;
    }

    // Ions of a monitor unit as Hanbeam wrote them.
    private double? OwnUnit(DicomDataSet point) =>
        item.Text(DicomTags.PrimaryDosimeterUnit) == "MU" && HanbeamPrivateBlock.Number(point, HanbeamPrivateBlock.IonsPerMonitorUnit) is { } ions and > 0 ? ions : null;

    private RangeShifter? ReadRangeShifter()
    {
        var shifters = item.Items(DicomTags.RangeShifterSequence);
        var settings = points[0].Items(DicomTags.RangeShifterSettingsSequence).Where(entry => entry.Text(DicomTags.RangeShifterSetting) != "OUT").ToList();
        if (shifters.Count == 0 || settings.Count == 0) return null;
        if (points.Skip(1).Any(point => point.Items(DicomTags.RangeShifterSettingsSequence).Any(entry => entry.Text(DicomTags.RangeShifterSetting) is var text && settings.All(first => first.Text(DicomTags.RangeShifterSetting) != text))))
            Warn($"moves a range shifter during delivery; the setting of its first control point is used throughout");
        var read = settings.Select(setting => ReadRangeShifter(setting, shifters)).ToList();
        if (read.Count == 1) return read[0];
        Warn($"has {read.Count} range shifters in; they are taken as one of their joint thickness");
        return new RangeShifter(string.Join('+', read.Select(shifter => shifter.Name)), read[0].Material, read.Sum(shifter => shifter.WaterEquivalentMm), read.Sum(shifter => shifter.ThicknessMm), read.Min(shifter => shifter.DownstreamFaceToIsocenterMm));
    }

    private RangeShifter ReadRangeShifter(DicomDataSet setting, IReadOnlyList<DicomDataSet> shifters)
    {
        var number = setting.Number(DicomTags.ReferencedRangeShifterNumber);
        var shifter = shifters.FirstOrDefault(entry => entry.Number(DicomTags.RangeShifterNumber) == number) ?? shifters[0];
        var name = shifter.Text(DicomTags.RangeShifterID);
        var waterEquivalentMm = OptionalLength(setting, DicomTags.RangeShifterWaterEquivalentThickness, 0, ThickestShifterMm);
        if (waterEquivalentMm is null) Warn($"has a range shifter '{name}' without a water-equivalent thickness; it is 0 unless the machine has a range shifter of that name");
        var (material, thicknessMm) = RangeShifterText.Parse(shifter.Text(DicomTags.RangeShifterDescription), waterEquivalentMm ?? 0);
        if (thicknessMm is not (>= 0 and <= ThickestShifterMm))
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: {DicomTags.RangeShifterDescription} gives {thicknessMm} mm; 0 to {ThickestShifterMm} mm are allowed."));
        var distanceMm = OptionalLength(setting, DicomTags.IsocenterToRangeShifterDistance, -FarthestShifterMm, FarthestShifterMm)
            ?? OptionalLength(points[0], DicomTags.SnoutPosition, -FarthestShifterMm, FarthestShifterMm);
        if (distanceMm is null) Warn($"has a range shifter '{name}' without a place; it is taken to end at the isocentre");
        return new RangeShifter(name, material, waterEquivalentMm ?? 0, thicknessMm, distanceMm ?? 0);
    }

    private double? OptionalLength(DicomDataSet from, DicomTag tag, double lowestMm, double highestMm) => from.Number(tag) is null ? null : Length(from, tag, lowestMm, highestMm);

    private double Length(DicomDataSet from, DicomTag tag, double lowestMm, double highestMm)
    {
        var value = from.RequiredNumber(tag);
        return value >= lowestMm && value <= highestMm ? value
            : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: {tag} is {value} mm; {lowestMm} to {highestMm} mm are allowed."));
    }

    private List<EnergyLayer> ReadLayers(Func<DicomDataSet, double, double> ionsPerWeight)
    {
        var layers = new List<EnergyLayer>();
        var energy = points[0].RequiredNumber(DicomTags.NominalBeamEnergy);
        double[] positions = [];
        foreach (var point in points)
        {
            // What a control point does not repeat stays as it was.
            energy = point.Number(DicomTags.NominalBeamEnergy) ?? energy;
            if (energy <= 0) throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: NominalBeamEnergy is {energy} MeV/u; it must be above 0."));
            if (point.Numbers(DicomTags.ScanSpotPositionMap) is { Length: > 0 } map) positions = map;
            var weights = point.Numbers(DicomTags.ScanSpotMetersetWeights);
            if (Array.TrueForAll(weights, weight => weight == 0)) continue;
            layers.Add(ReadLayer(point, energy, positions, weights, ionsPerWeight(point, energy)));
        }

        return layers;
    }

    private EnergyLayer ReadLayer(DicomDataSet point, double energy, double[] positions, double[] weights, double ionsPerWeight)
    {
        if (positions.Length != 2 * weights.Length)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: a control point of {energy} MeV/u has {weights.Length} spot weights but {positions.Length} coordinates, not two for each."));
        if (Array.Exists(weights, weight => !(weight >= 0 && double.IsFinite(weight))) || Array.Exists(positions, position => !double.IsFinite(position)))
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: a control point of {energy} MeV/u has a spot weight below 0 or a value that is no number."));
        return new EnergyLayer
        {
            EnergyMeVPerU = energy,
            XMm = [.. weights.Select((_, i) => positions[2 * i])],
            YMm = [.. weights.Select((_, i) => positions[2 * i + 1])],
            Particles = [.. weights.Select(weight => OwnUnit(point) is null ? weight * ionsPerWeight : Math.Round(weight * ionsPerWeight))],
            FwhmMm = point.Text(DicomTags.ScanSpotTuneID) == IonBeamEncoder.PlanTune ? Length(point, DicomTags.ScanningSpotSize, SmallestSpotMm, LargestSpotMm) : null,
        };
    }

    private void Warn(FormattableString what) => warnings?.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: beam {Number} {what.ToString(CultureInfo.InvariantCulture)}."));

    private InputException Fault(FormattableString what) => new(string.Create(CultureInfo.InvariantCulture, $"{path}: beam {Number} {what.ToString(CultureInfo.InvariantCulture)}."));
}
