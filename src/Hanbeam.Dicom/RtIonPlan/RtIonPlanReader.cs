using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dicom.RtIonPlan;

/// <summary>
/// Reads the spots of a scanned RT Ion Plan [DICOM, PS3.3 section A.49]: what <see cref="RtIonPlanWriter"/> wrote comes back to the last ion. A meterset in
/// monitor units, as proton systems write it, is taken as 10⁶ ions per unit, with a warning.
/// </summary>
public sealed class RtIonPlanReader
{
    /// <summary>Ions of a monitor unit where nothing says: the shipped machine's definition before commissioning.</summary>
    internal const double IonsPerMonitorUnit = 1e6;

    // More than any course has; keeps what a file claims from overflowing the sum over groups.
    private const int MostFractions = 1000;

    private readonly DicomDataSet set;
    private readonly string path;
    private readonly Func<double, double>? ionsPerMonitorUnit;
    private readonly ICollection<string>? warnings;
    private readonly Dictionary<int, (double Meterset, int Fractions, int Group)> metersets = [];

    private RtIonPlanReader(DicomFile file, ICollection<string>? warnings, Func<double, double>? ionsPerMonitorUnit)
    {
        this.ionsPerMonitorUnit = ionsPerMonitorUnit;
        set = file.DataSet;
        path = file.Path;
        this.warnings = warnings;
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="path">The file.</param>
    /// <param name="warnings">Receives what the user should know, one sentence each.</param>
    /// <param name="ionsPerMonitorUnit">
    /// Ions of one monitor unit of the machine that the plan is for, by energy in MeV/u; null: 10⁶, with a warning. A plan that says it itself is believed.
    /// </param>
    /// <exception cref="InputException">The file is damaged, no RT Ion Plan, not one of scanned static beams of one ion, or for a patient who lies on the side.</exception>
    public static Plan Read(string path, ICollection<string>? warnings = null, Func<double, double>? ionsPerMonitorUnit = null)
    {
        var file = DicomFile.Read(path);
        var sopClass = file.DataSet.Text(DicomTags.SOPClassUID);
        if (sopClass == DicomUids.RtPlanStorage) throw new InputException($"{path}: this is an RT Plan (photons or electrons); an RT Ion Plan is needed.");
        if (sopClass != DicomUids.RtIonPlanStorage) throw new InputException($"{path}: this is no RT Ion Plan (SOP Class {sopClass}).");
        return new RtIonPlanReader(file, warnings, ionsPerMonitorUnit).Read();
    }

    private Plan Read()
    {
        var groups = set.Items(DicomTags.FractionGroupSequence);
        for (var n = 0; n < groups.Count; n++) ReadFractionGroup(groups[n], n + 1);
        var items = TreatmentBeams();
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
            var meterset = reference.Number(DicomTags.BeamMeterset) ?? 0;
            if (metersets.TryAdd(number, (meterset, fractions, groupNumber))) continue;
            var first = metersets[number];
            if (meterset != first.Meterset || first.Fractions + fractions > MostFractions)
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: beam {number} is in fraction groups {first.Group} and {groupNumber} with metersets {first.Meterset} and {meterset} of {first.Fractions} and {fractions} fractions; one meterset and {MostFractions} fractions in all are the most that is read."));
            metersets[number] = first with { Fractions = first.Fractions + fractions };
            warnings?.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: beam {number} is in fraction groups {first.Group} and {groupNumber}; their {first.Fractions + fractions} fractions are counted in group {first.Group}."));
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
        var reader = new IonBeamReader(item, ionsPerMonitorUnit, warnings);
        var known = metersets.TryGetValue(reader.Number, out var planned);
        return reader.Read(known ? planned.Meterset : 0, PositionOf) with
        {
            Fractions = known && planned.Fractions != planFractions ? planned.Fractions : null,
            FractionGroup = known && inGroups ? planned.Group : null,
        };
    }

    // Beams that only take pictures for the set-up have no dose.
    private List<DicomDataSet> TreatmentBeams()
    {
        var beams = new List<DicomDataSet>();
        foreach (var item in set.Items(DicomTags.IonBeamSequence))
        {
            if (item.Text(DicomTags.TreatmentDeliveryType) is "" or "TREATMENT" or "CONTINUATION") beams.Add(item);
            else warnings?.Add($"{path}: beam {item.Text(DicomTags.BeamNumber)} is of the type {item.Text(DicomTags.TreatmentDeliveryType)} and is left out.");
        }

        return beams;
    }

    // Angles mean other directions in the patient where the patient lies differently.
    private PatientPosition? PositionOf(int? setupNumber)
    {
        var setups = set.Items(DicomTags.PatientSetupSequence);
        var setup = setups.FirstOrDefault(item => setupNumber is not null && item.Number(DicomTags.PatientSetupNumber) == setupNumber);
        var positions = (setup is null ? setups : [setup]).Select(item => item.Text(DicomTags.PatientPosition)).Where(text => text.Length > 0).Distinct().ToList();
        if (positions.Count > 1) throw new InputException($"{path}: the patient lies {string.Join(" and ", positions)}, and a beam does not say in which of these setups it is given.");
        if (positions.Count == 0) return null;
        return Enum.TryParse<PatientPosition>(positions[0], out var position) && Enum.IsDefined(position) ? position
            : throw new InputException($"{path}: the patient lies '{positions[0]}'; HFS, HFP, FFS and FFP are read.");
    }
}
