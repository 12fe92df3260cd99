using Hanbeam.Dicom.RtIonPlan;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Commands;

/// <summary>Opens a plan by what the user wrote: an RT Ion Plan, a plan folder or a spot list.</summary>
internal static class PlanLoader
{
    /// <summary>Reads the plan for a machine.</summary>
    /// <param name="path">A .dcm, a plan folder or a .csv.</param>
    /// <param name="machine">The machine that shall deliver it.</param>
    /// <param name="fractions">Number of fractions, or null for the plan's own (1 for a spot list).</param>
    /// <param name="warnings">Receives what the user should know.</param>
    /// <returns>The plan and the file it was read from.</returns>
    public static (Plan Plan, string File) Read(string path, Machine machine, int? fractions, ICollection<string> warnings)
    {
        var file = Directory.Exists(path) ? InFolder(path) : path;
        if (!File.Exists(file)) throw new InputException($"There is no plan {path}.");
        if (IsSpotList(file))
            return (SpotListFile.Read(file, machine.Name, fractions ?? 1, machine.RangeShifters), file);
        var plan = RtIonPlanReader.Read(file, warnings, LayerMapping.IonsPerMonitorUnit(machine));
        if ((plan.IonZ, plan.IonA) != (machine.Ion.Z, machine.Ion.A))
            throw new InputException($"{file} is a plan of ions with Z = {plan.IonZ} and A = {plan.IonA}, and the machine {machine.Name} delivers {machine.Ion.Symbol}.");
        if (!IsNamed(machine, plan.MachineName))
            warnings.Add($"{file} is a plan for the machine {plan.MachineName}, and its dose is calculated for {machine.Name}.");
        plan = LayerMapping.ToMachine(RangeShifterMapping.ToMachine(plan, machine, file), machine, warnings) with { MachineName = machine.Name };
        return (WithFractions(plan, fractions, file), file);
    }

    /// <summary>Reads the plan for a machine and a case; see <see cref="Read"/> and <see cref="OnCase"/>.</summary>
    /// <param name="path">A .dcm, a plan folder or a .csv.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="patient">The case.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    public static Plan ReadOnCase(string path, Machine machine, PatientCase patient, ICollection<string> warnings)
    {
        var (plan, file) = Read(path, machine, null, warnings);
        return OnCase(plan, file, patient, warnings);
    }

    /// <summary>
    /// The plan on a case, which every dose of a plan that was read goes through. A plan that says how the patient lies is believed, with a warning where the CT says otherwise; one that leaves it open
    /// is for the patient as the CT was made, with a warning but for spot lists, which never say it. Water has no head: there the angles are those of the room.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="file">Where it was read from.</param>
    /// <param name="patient">The case.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    public static Plan OnCase(Plan plan, string file, PatientCase patient, ICollection<string> warnings)
    {
        var (position, isWater) = (patient.Ct.Position, patient.Kind == CaseKind.Water);
        if (plan.Beams.Select(beam => beam.Position).FirstOrDefault(said => said is not null && said != position) is { } other)
            warnings.Add(isWater
                ? $"{file} is for a patient who lies {other}; in {patient.Source} nobody lies, so its angles are taken as those of the room, as for {position}."
                : $"{file} is for a patient who lies {other}, and the CT of {patient.Source} was made {position}: the plan's angles are those of {other}.");
        if (!isWater && !IsSpotList(file) && plan.Beams.Any(beam => beam.Position is null))
            warnings.Add($"{file} does not say how the patient lies; its angles are taken for {position}, as the CT of {patient.Source} was made.");
        return plan with { Beams = [.. plan.Beams.Select(beam => beam with { Position = isWater ? position : beam.Position ?? position })] };
    }

    /// <summary>Refuses an RBE-weighted dose where it is not kept which beams meet in a fraction.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="file">Where it was read from.</param>
    /// <param name="rbeModel">The RBE model's name.</param>
    public static void RefuseGroups(Plan plan, string file, string rbeModel)
    {
        var groups = plan.Beams.Select(beam => beam.FractionGroup).Where(group => group is not null).Distinct().Count();
        if (groups > 0)
            throw new InputException($"{file} gives its beams in {groups} fraction groups one after the other, so {rbeModel} would be evaluated at a fraction dose that is never given; use --rbe physical, or one file per group.");
    }

    private static bool IsSpotList(string file) => Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    // DICOM holds 16 characters of the name (docs/formats/dicom.md).
    private static bool IsNamed(Machine machine, string name) => name.Length == 0 || name == machine.Name ||
        (name.Length == 16 && machine.Name.StartsWith(name, StringComparison.Ordinal));

    private static string InFolder(string folder) =>
        new[] { "plan.dcm", "spots.csv" }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new InputException($"The folder {folder} holds neither plan.dcm nor spots.csv.");

    private static Plan WithFractions(Plan plan, int? fractions, string file)
    {
        if (fractions is not { } wanted || wanted == plan.Fractions) return plan;
        if (plan.Delivery == DeliveryScheme.OneBeamPerFraction || plan.Beams.Any(beam => beam.FractionGroup is not null || (beam.Fractions is { } own && own != plan.Fractions)))
            throw new InputException($"{file} gives its beams in different fractions ({plan.Fractions} in all), so --fractions {wanted} has no meaning for it.");
        return plan with { Fractions = wanted, Beams = [.. plan.Beams.Select(beam => beam with { Fractions = null })] };
    }
}
