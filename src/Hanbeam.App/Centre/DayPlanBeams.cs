using Hanbeam.App.Commands;
using Hanbeam.App.Recipes;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Treatment.Delivery;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Centre;

/// <summary>Takes a patient's beam time on one day from the delivery timeline of a plan.</summary>
/// <param name="day">The day's file.</param>
/// <param name="paths">Where relative paths begin.</param>
internal sealed class DayPlanBeams(YamlMap day, RecipePaths paths)
{
    private readonly List<string> warnings = [];
    private BeamModel? model;

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>
    /// Seconds for which the patient holds the beam: the timelines of the beams given on this day, and the time between them, in which the beam is kept. Rounded up.
    /// </summary>
    public long BeamTicks(YamlMap patient)
    {
        if (patient.Has("beam")) throw patient.ErrorAt("beam", $"{patient.PathOf("beam")} stands beside {patient.PathOf("plan")}; the beam time comes from one of them");
        if (day.OptionalText("machine") is not { } machine) throw patient.ErrorAt("plan", $"{patient.PathOf("plan")} needs a machine to be timed on, and the key machine is missing");
        model ??= MachineFile.Read(MachineLibrary.Resolve(paths.NameOrFile(machine)));
        var path = Path.GetFullPath(Path.Combine(paths.Folder, patient.Text("plan")));
        PlanFieldReader.CheckMachine(path, model, patient);
        var notes = new List<string>();
        var (plan, _) = PlanLoader.Read(path, model.Machine, null, notes);
        if (notes.FirstOrDefault(note => note.Contains("is a plan for the machine", StringComparison.Ordinal)) is { } other) throw patient.ErrorAt("plan", other.TrimEnd('.'));
        warnings.AddRange(notes);
        var beams = BeamsOfTheDay(patient, plan);
        var between = patient.NumberIn("betweenBeams", 0, 60, "min", otherwise: 0) * (beams.Count - 1);
        return (long)Math.Ceiling(beams.Sum(beam => DeliveryTimeline.Of(beam, model.Machine, Mode()).Times.TotalSeconds) + 60 * between);
    }

    private DeliveryMode? Mode() => day.OptionalChoice("mode", "multi-energy", "single-energy") switch
    {
        "multi-energy" => DeliveryMode.MultiEnergy,
        "single-energy" => DeliveryMode.SingleEnergy,
        _ => null,
    };

    private static IReadOnlyList<PlanBeam> BeamsOfTheDay(YamlMap patient, Plan plan)
    {
        if (!patient.Has("beams"))
            return plan.Delivery == DeliveryScheme.AllBeams || plan.Beams.Count == 1 ? plan.Beams
                : throw patient.ErrorAt("plan", $"{patient.PathOf("plan")} gives one beam per fraction; say which with {patient.PathOf("beams")}: [1], for example");
        var wanted = patient.Integers("beams");
        var known = plan.Beams.Select(beam => beam.Number).ToList();
        if (wanted.FirstOrDefault(number => !known.Contains(number), -1) is var unknown && unknown >= 0)
            throw patient.ErrorAt("beams", $"{patient.PathOf("beams")} names beam {unknown}, and the plan has {string.Join(", ", known)}");
        return [.. plan.Beams.Where(beam => wanted.Contains(beam.Number))];
    }
}
