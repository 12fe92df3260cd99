using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dicom.RtIonPlan;

/// <summary>
/// Reads the spots of a scanned RT Ion Plan [DICOM, PS3.3 section A.49]: what <see cref="RtIonPlanWriter"/> wrote comes back to the last ion. A meterset in
/// monitor units, as proton systems write it, is taken as 10⁶ ions per unit, with a warning.
/// </summary>
public sealed class RtIonPlanReader
{
    // The shipped machine's definition before commissioning: 1 MU = 10⁶ ions.
    private const double IonsPerMonitorUnit = 1e6;

    // More than any course has; keeps what a file claims from overflowing the sum over groups.
    private const int MostFractions = 1000;

    // Wide limits that no machine reaches: they catch wrong units and damage, not unusual plans. All mm.
    private const double ThickestShifterMm = 500;
    private const double FarthestShifterMm = 5000;
    private const double SmallestSpotMm = 0.1;
    private const double LargestSpotMm = 1000;

    private readonly DicomDataSet set;
    private readonly string path;
    private readonly ICollection<string>? warnings;
    private readonly Dictionary<int, (double Meterset, int Fractions, int Group)> metersets = [];

    private RtIonPlanReader(DicomFile file, ICollection<string>? warnings)
    {
        set = file.DataSet;
        path = file.Path;
        this.warnings = warnings;
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="path">The file.</param>
    /// <param name="warnings">Receives what the user should know, one sentence each.</param>
    /// <exception cref="InputException">The file is damaged, no RT Ion Plan, or not one of scanned static beams of one ion.</exception>
    public static Plan Read(string path, ICollection<string>? warnings = null)
    {
        var file = DicomFile.Read(path);
        var sopClass = file.DataSet.Text(DicomTags.SOPClassUID);
        if (sopClass == DicomUids.RtPlanStorage) throw new InputException($"{path}: this is an RT Plan (photons or electrons); an RT Ion Plan is needed.");
        if (sopClass != DicomUids.RtIonPlanStorage) throw new InputException($"{path}: this is no RT Ion Plan (SOP Class {sopClass}).");
        return new RtIonPlanReader(file, warnings).Read();
    }

    private Plan Read()
    {
        var groups = set.Items(DicomTags.FractionGroupSequence);
        for (var n = 0; n < groups.Count; n++) ReadFractionGroup(groups[n], n + 1);
        var items = set.Items(DicomTags.IonBeamSequence);
        if (items.Count == 0) throw new InputException($"{path}: the plan has no beams.");
        var ions = items.Select(ReadIon).Distinct().ToList();
        if (ions.Count > 1) throw new InputException($"{path}: the plan mixes different ions, which Hanbeam does not read.");
        var isOneBeam = groups.Count > 1 && groups.All(group => group.Items(DicomTags.ReferencedBeamSequence).Count == 1);
        var fractions = metersets.Count == 0 ? 1 : isOneBeam ? metersets.Values.Sum(entry => entry.Fractions) : metersets.Values.Max(entry => entry.Fractions);
        var name = set.Text(DicomTags.RTPlanName);
        return new Plan
        {
            Name = name.Length > 0 ? name : set.Text(DicomTags.RTPlanLabel),
            MachineName = items[0].Text(DicomTags.TreatmentMachineName),
            IonZ = ions[0].Z,
            IonA = ions[0].A,
            Fractions = fractions,
            Delivery = isOneBeam ? DeliveryScheme.OneBeamPerFraction : DeliveryScheme.AllBeams,
            Beams = [.. items.Select(item => ReadBeam(item, fractions, groups.Count > 1 && !isOneBeam))],
        };
    }

    private void ReadFractionGroup(DicomDataSet group, int groupNumber)
    {
        var fractions = group.Number(DicomTags.NumberOfFractionsPlanned) is null ? 1 : group.RequiredInteger(DicomTags.NumberOfFractionsPlanned, 1, MostFractions);
        foreach (var reference in group.Items(DicomTags.ReferencedBeamSequence))
        {
            var number = reference.RequiredInteger(DicomTags.ReferencedBeamNumber, int.MinValue, int.MaxValue);
            if (!metersets.TryAdd(number, (reference.Number(DicomTags.BeamMeterset) ?? 0, fractions, groupNumber)))
                warnings?.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: beam {number} is in several fraction groups; the first one's meterset and fractions are used."));
        }
    }

    private (int Z, int A) ReadIon(DicomDataSet beam) => beam.Text(DicomTags.RadiationType) switch
    {
        "PROTON" => (1, 1),
        "ION" => (beam.RequiredInteger(DicomTags.RadiationAtomicNumber, 1, 118), beam.RequiredInteger(DicomTags.RadiationMassNumber, 1, 300)),
        var other => throw new InputException($"{path}: the radiation type is '{other}'; PROTON and ION are read."),
    };

    private PlanBeam ReadBeam(DicomDataSet item, int planFractions, bool inGroups)
    {
        var number = item.RequiredInteger(DicomTags.BeamNumber, int.MinValue, int.MaxValue);
        var points = item.Items(DicomTags.IonControlPointSequence);
        if (points.Count < 2) throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: beam {number} has {points.Count} control points; at least 2 are needed."));
        var scanMode = item.Text(DicomTags.ScanMode);
        if (!scanMode.StartsWith("MODULATED", StringComparison.Ordinal)) throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: beam {number} has scan mode '{scanMode}'; only scanned beams (MODULATED) are read."));
        var isocenter = points[0].RequiredNumbers(DicomTags.IsocenterPosition, 3);
        var known = metersets.TryGetValue(number, out var planned);
        var layers = SpotWeights.Join(ReadLayers(points, IonsPerWeight(item, number, known ? planned.Meterset : 0)));
        if (layers.Count == 0) throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: beam {number} has no spot with a weight above 0."));
        return new PlanBeam
        {
            Number = number,
            Name = item.Text(DicomTags.BeamName),
            GantryDeg = Angle(points[0], DicomTags.GantryAngle, points[0].RequiredNumber(DicomTags.GantryAngle)),
            CouchDeg = Angle(points[0], DicomTags.PatientSupportAngle, points[0].Number(DicomTags.PatientSupportAngle) ?? 0),
            Isocenter = new PatientPoint(isocenter[0], isocenter[1], isocenter[2]),
            RangeShifter = ReadRangeShifter(item, points[0]),
            Layers = layers,
            Fractions = known && planned.Fractions != planFractions ? planned.Fractions : null,
            FractionGroup = known && inGroups ? planned.Group : null,
        };
    }

    private static double Angle(DicomDataSet point, DicomTag tag, double degrees) => degrees is >= 0 and <= 360 ? degrees % 360
        : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{point.Source}: {tag} is {degrees}°; 0 to 360° are allowed."));

    private double IonsPerWeight(DicomDataSet item, int number, double meterset)
    {
        var final = item.RequiredNumber(DicomTags.FinalCumulativeMetersetWeight);
        if (final <= 0) throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: beam {number} has a final cumulative meterset weight of {final}; it must be above 0."));
        if (meterset <= 0)
        {
            warnings?.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: beam {number} has no meterset; its weights are taken as the meterset."));
            meterset = final;
        }

        var unit = item.Text(DicomTags.PrimaryDosimeterUnit);
        if (unit == "NP") return meterset / final;
        if (unit != "MU") throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: beam {number} has the dosimeter unit '{unit}'; NP and MU are read."));
        warnings?.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: the meterset of beam {number} is in monitor units; 1 MU is taken as {IonsPerMonitorUnit:0} ions, so its dose is right only for a machine calibrated that way."));
        return IonsPerMonitorUnit * (meterset / final);
    }

    private RangeShifter? ReadRangeShifter(DicomDataSet item, DicomDataSet point)
    {
        var shifters = item.Items(DicomTags.RangeShifterSequence);
        var setting = point.Items(DicomTags.RangeShifterSettingsSequence).FirstOrDefault(entry => entry.Text(DicomTags.RangeShifterSetting) != "OUT");
        if (shifters.Count == 0 || setting is null) return null;
        if (shifters.Count > 1) warnings?.Add($"{path}: a beam has {shifters.Count} range shifters; the first one that is in is used.");
        var number = setting.Number(DicomTags.ReferencedRangeShifterNumber);
        var shifter = shifters.FirstOrDefault(entry => entry.Number(DicomTags.RangeShifterNumber) == number) ?? shifters[0];
        var waterEquivalentMm = Length(setting, DicomTags.RangeShifterWaterEquivalentThickness, 0, ThickestShifterMm);
        var (material, thicknessMm) = RangeShifterText.Parse(shifter.Text(DicomTags.RangeShifterDescription), waterEquivalentMm);
        if (thicknessMm is not (>= 0 and <= ThickestShifterMm))
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{shifter.Source}: {DicomTags.RangeShifterDescription} gives {thicknessMm} mm; 0 to {ThickestShifterMm} mm are allowed."));
        var distanceMm = Length(setting, DicomTags.IsocenterToRangeShifterDistance, -FarthestShifterMm, FarthestShifterMm);
        return new RangeShifter(shifter.Text(DicomTags.RangeShifterID), material, waterEquivalentMm, thicknessMm, distanceMm);
    }

    private static double Length(DicomDataSet item, DicomTag tag, double lowestMm, double highestMm)
    {
        var value = item.RequiredNumber(tag);
        return value >= lowestMm && value <= highestMm ? value
            : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{item.Source}: {tag} is {value} mm; {lowestMm} to {highestMm} mm are allowed."));
    }

    private List<EnergyLayer> ReadLayers(IReadOnlyList<DicomDataSet> points, double ionsPerWeight)
    {
        var layers = new List<EnergyLayer>();
        var energy = points[0].RequiredNumber(DicomTags.NominalBeamEnergy);
        foreach (var point in points)
        {
            // What a control point does not repeat stays as it was.
            energy = point.Number(DicomTags.NominalBeamEnergy) ?? energy;
            if (energy <= 0) throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: NominalBeamEnergy is {energy} MeV/u; it must be above 0."));
            var weights = point.Numbers(DicomTags.ScanSpotMetersetWeights);
            if (Array.TrueForAll(weights, weight => weight == 0)) continue;
            layers.Add(ReadLayer(point, energy, weights, ionsPerWeight));
        }

        return layers;
    }

    private EnergyLayer ReadLayer(DicomDataSet point, double energy, double[] weights, double ionsPerWeight)
    {
        var positions = point.Numbers(DicomTags.ScanSpotPositionMap);
        if (positions.Length != 2 * weights.Length)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: a control point of {energy} MeV/u has {weights.Length} spot weights but {positions.Length} coordinates, not two for each."));
        if (Array.Exists(weights, weight => !(weight >= 0 && double.IsFinite(weight))) || Array.Exists(positions, position => !double.IsFinite(position)))
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: a control point of {energy} MeV/u has a spot weight below 0 or a value that is no number."));
        return new EnergyLayer
        {
            EnergyMeVPerU = energy,
            XMm = [.. weights.Select((_, i) => positions[2 * i])],
            YMm = [.. weights.Select((_, i) => positions[2 * i + 1])],
            Particles = [.. weights.Select(weight => weight * ionsPerWeight)],
            FwhmMm = point.Text(DicomTags.ScanSpotTuneID) == IonBeamEncoder.PlanTune ? Length(point, DicomTags.ScanningSpotSize, SmallestSpotMm, LargestSpotMm) : null,
        };
    }
}
