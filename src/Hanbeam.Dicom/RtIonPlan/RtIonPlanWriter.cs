using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Modules;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dicom.RtIonPlan;

/// <summary>
/// Writes a plan as RT Ion Plan [DICOM, PS3.3 section A.49]. The meterset is a number of ions (Primary Dosimeter Unit NP) unless monitor units are asked
/// for: Beam Meterset and Scan Spot Meterset Weights are per fraction, in that unit. Plan Intent is RESEARCH, the plan is UNAPPROVED.
/// </summary>
public static class RtIonPlanWriter
{
    /// <summary>The number of the only tolerance table.</summary>
    internal const int ToleranceNumber = 1;

    private const int SeriesNumber = 3;

    /// <summary>Writes the plan.</summary>
    /// <param name="path">The file.</param>
    /// <param name="plan">The plan; spots of more than 16 777 216 ions are written as several spots at one place.</param>
    /// <param name="machine">The machine it is for: source-axis distances, nozzle, spot sizes, ripple filter.</param>
    /// <param name="case">The case it is for.</param>
    /// <param name="stamp">When the object was made.</param>
    /// <param name="settings">Unit of the meterset, tolerances; null: ions, TG-142's tolerances.</param>
    /// <returns>SOP Instance UID, made from the content: what an RT Dose of this plan refers to.</returns>
    /// <exception cref="InputException">A beam has no spots, a monitor unit has no positive number of ions, or the file can't be written.</exception>
    public static string Write(string path, Plan plan, Machine machine, PatientCase @case, DateTimeOffset stamp, RtIonPlanSettings? settings = null)
    {
        settings ??= new RtIonPlanSettings();
        var identity = CaseIdentity.Complete(@case);
        var beams = plan.Beams.Select(beam => new IonBeamEncoder(plan, beam, machine, settings)).ToList();
        var set = CommonModules.Start(DicomUids.RtIonPlanStorage, "RTPLAN", identity, $"{IonOf(plan)} plan, research use only");
        set.SetEmpty(DicomTags.OperatorsName);
        SetGeneralPlan(set, plan, identity);
        SetPrescription(set, plan, @case, identity);
        SetTolerance(set, settings.Tolerance);
        SetPatientSetups(set, plan);
        SetFractions(set, plan, beams);
        set.SetItems(DicomTags.IonBeamSequence, beams.Select(beam => beam.Encode()));
        set.Set(DicomTags.ApprovalStatus, "UNAPPROVED");
        var uid = CommonModules.Finish(set, identity, SeriesNumber, stamp);
        set.SetTime(DicomTags.RTPlanDate, DicomTags.RTPlanTime, stamp);
        DicomFile.Write(path, set);
        return uid;
    }

    /// <summary>The number of the fraction group that a beam is written in: what an RT Dose of the beam refers to.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="beamIndex">The beam's place in the plan, from 0.</param>
    public static int FractionGroupOf(Plan plan, int beamIndex) => 1 + Groups(plan).FindIndex(group => group.Contains(beamIndex));

    private static string IonOf(Plan plan) => (plan.IonZ, plan.IonA) switch
    {
        (1, 1) => "Proton",
        (6, 12) => "Carbon",
        _ => string.Create(CultureInfo.InvariantCulture, $"Ion (Z {plan.IonZ}, A {plan.IonA})"),
    };

    private static void SetGeneralPlan(DicomDataSet set, Plan plan, StudyIdentity identity)
    {
        set.Set(DicomTags.RTPlanLabel, plan.Name);
        set.Set(DicomTags.RTPlanName, plan.Name);
        set.Set(DicomTags.RTPlanDescription, CommonModules.ResearchOnly);
        set.Set(DicomTags.PlanIntent, "RESEARCH");
        var hasStructures = identity.StructureSetSopInstanceUid.Length > 0;
        set.Set(DicomTags.RTPlanGeometry, hasStructures ? "PATIENT" : "TREATMENT_DEVICE");
        if (hasStructures) set.SetReference(DicomTags.ReferencedStructureSetSequence, DicomUids.RtStructureSetStorage, identity.StructureSetSopInstanceUid);
    }

    private static void SetPrescription(DicomDataSet set, Plan plan, PatientCase @case, StudyIdentity identity)
    {
        if (plan.Prescription is not { } prescription) return;
        set.Set(DicomTags.PrescriptionDescription, $"Doses are Gy(RBE) of the model {prescription.RbeModel}, in all fractions together");
        set.SetItems(DicomTags.DoseReferenceSequence, prescription.Targets.Index().Select(pair =>
        {
            var (index, target) = pair;
            var item = new DicomDataSet();
            item.Set(DicomTags.DoseReferenceNumber, index + 1);
            item.Set(DicomTags.DoseReferenceUID, DicomUid.Create("dose reference", identity.StudyInstanceUid, target.Structure, target.DoseGyRbe.ToString("R", CultureInfo.InvariantCulture), prescription.RbeModel));
            // The number of a structure means nothing without the structure set that it stands in.
            var structure = identity.StructureSetSopInstanceUid.Length > 0 ? @case.Structures.FirstOrDefault(structure => structure.Name == target.Structure) : null;
            item.Set(DicomTags.DoseReferenceStructureType, structure is null ? "SITE" : "VOLUME");
            if (structure is not null) item.Set(DicomTags.ReferencedROINumber, structure.Number);
            item.Set(DicomTags.DoseReferenceDescription, $"{target.Structure}, Gy(RBE) {prescription.RbeModel}");
            item.Set(DicomTags.DoseReferenceType, "TARGET");
            item.Set(DicomTags.TargetPrescriptionDose, [target.DoseGyRbe]);
            return item;
        }));
    }

    private static void SetTolerance(DicomDataSet set, DeliveryTolerance tolerance) => set.SetItem(DicomTags.IonToleranceTableSequence, table =>
    {
        table.Set(DicomTags.ToleranceTableNumber, ToleranceNumber);
        table.Set(DicomTags.ToleranceTableLabel, tolerance.Label);
        foreach (var angle in new[] { DicomTags.PatientSupportAngleTolerance, DicomTags.TableTopPitchAngleTolerance, DicomTags.TableTopRollAngleTolerance }) table.Set(angle, [tolerance.CouchDeg]);
        table.Set(DicomTags.GantryAngleTolerance, [tolerance.GantryDeg]);
        foreach (var position in new[] { DicomTags.TableTopVerticalPositionTolerance, DicomTags.TableTopLongitudinalPositionTolerance, DicomTags.TableTopLateralPositionTolerance }) table.Set(position, [tolerance.TableTopMm]);
    });

    /// <summary>The number of the patient setup that a beam is given in: one for each way of lying, from 1.</summary>
    internal static int SetupNumberOf(Plan plan, PlanBeam beam) => 1 + Positions(plan).IndexOf(PositionOf(beam));

    private static List<PatientPosition> Positions(Plan plan) => [.. plan.Beams.Select(PositionOf).Distinct()];

    private static PatientPosition PositionOf(PlanBeam beam) => beam.Position ?? throw new ArgumentException("a plan that is written says how the patient lies", nameof(beam));

    private static void SetPatientSetups(DicomDataSet set, Plan plan) => set.SetItems(DicomTags.PatientSetupSequence, Positions(plan).Index().Select(position =>
    {
        var setup = new DicomDataSet();
        setup.Set(DicomTags.PatientSetupNumber, position.Index + 1);
        setup.Set(DicomTags.PatientPosition, position.Item.ToString());
        setup.Set(DicomTags.SetupTechnique, "ISOCENTRIC");
        return setup;
    }));

    private static void SetFractions(DicomDataSet set, Plan plan, IReadOnlyList<IonBeamEncoder> beams) =>
        set.SetItems(DicomTags.FractionGroupSequence, Groups(plan).Index().Select(group =>
        {
            var item = new DicomDataSet();
            item.Set(DicomTags.FractionGroupNumber, group.Index + 1);
            item.Set(DicomTags.NumberOfFractionsPlanned, plan.FractionsOf(plan.Beams[group.Item[0]]));
            item.Set(DicomTags.NumberOfBeams, group.Item.Count);
            item.Set(DicomTags.NumberOfBrachyApplicationSetups, 0);
            if (plan.Prescription is { } prescription)
                item.SetItems(DicomTags.ReferencedDoseReferenceSequence, prescription.Targets.Index().Select(target => DoseReference(target.Index + 1)));
            item.SetItems(DicomTags.ReferencedBeamSequence, group.Item.Select(member =>
            {
                var reference = new DicomDataSet();
                reference.Set(DicomTags.ReferencedBeamNumber, plan.Beams[member].Number);
                reference.Set(DicomTags.BeamMeterset, [beams[member].Meterset]);
                return reference;
            }));
            return item;
        }));

    // The groups that the plan was read with, else one for each number of fractions; with one beam per fraction every beam is a group of its own.
    private static List<List<int>> Groups(Plan plan)
    {
        var beams = Enumerable.Range(0, plan.Beams.Count);
        var groups = plan.Delivery == DeliveryScheme.OneBeamPerFraction
            ? beams.GroupBy(n => (Group: plan.Beams[n].Number, 0))
            : beams.GroupBy(n => (Group: plan.Beams[n].FractionGroup ?? 0, plan.FractionsOf(plan.Beams[n])));
        return [.. groups.Select(group => group.ToList())];
    }

    private static DicomDataSet DoseReference(int number)
    {
        var item = new DicomDataSet();
        item.Set(DicomTags.ReferencedDoseReferenceNumber, number);
        return item;
    }
}
