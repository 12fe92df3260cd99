using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Evaluation.Goals;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Evaluation;

/// <summary>Reads all doses of an evaluation, each with the structures in it.</summary>
internal static class EvaluationInputs
{
    // Columns are called A to Z.
    private const int MostDoses = 26;

    /// <summary>Reads them.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    /// <param name="cases">Receives the cases of the plan folders.</param>
    /// <exception cref="InputException">One cannot be read, or options do not fit what was named.</exception>
    public static IReadOnlyList<EvaluatedDose> Read(EvaluationRequest request, WorkContext work, List<string> warnings, List<PatientCase> cases)
    {
        if (request.Doses.Count > MostDoses) throw new InputException($"{request.Doses.Count} doses are named, and at most {MostDoses} are compared.");
        var folders = request.Doses.Where(PlanFolder.IsPlanFolder).ToArray();
        if (folders.Length == 0 && (request.Case ?? request.Machine) is { } option)
            throw new InputException($"--case and --machine belong to a plan folder, and none is named ({option}); --structures names the structures of dose files.");
        if (folders.Length > 0 && request.Structures is not null && folders.Length == request.Doses.Count)
            throw new InputException($"--structures {request.Structures} belongs to dose files; the plan folder {folders[0]} has those of its case (--case names another).");
        var structures = folders.Length < request.Doses.Count ? FileStructures(request, warnings) : [];
        var doses = new List<EvaluatedDose>();
        for (var n = 0; n < request.Doses.Count; n++)
        {
            var (path, letter) = (request.Doses[n], ((char)('A' + n)).ToString());
            if (PlanFolder.IsPlanFolder(path)) doses.AddRange(PlanFolderDoses.Calculate(path, request.Doses.Count > 1 ? letter + " " : "", request, work, warnings, cases));
            else doses.Add(FileDoses.With(letter, FileDoses.Read(path, request, warnings), structures, request, work));
        }

        return doses;
    }

    private static IReadOnlyList<Structure> FileStructures(EvaluationRequest request, List<string> warnings) => request.Structures is { } source
        ? StructureSource.Read(source, warnings)
        : throw new InputException($"{request.Doses.First(dose => !PlanFolder.IsPlanFolder(dose))} is a dose without structures; name them with --structures.");
}
