using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
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
    /// <param name="cases">Receives the cases of plan folders.</param>
    /// <exception cref="InputException">One cannot be read, or options do not fit what was named.</exception>
    public static IReadOnlyList<EvaluatedDose> Read(EvaluationRequest request, WorkContext work, List<string> warnings, List<PatientCase> cases)
    {
        if (request.Doses.Count > MostDoses) throw new InputException($"{request.Doses.Count} doses are named, and at most {MostDoses} are compared.");
        RefuseOptionsWithoutUse(request);
        if (request.Sum) return [Sum(request, work, warnings, cases)];
        var structures = request.Doses.All(PlanFolder.IsPlanFolder) ? [] : StructuresOf(request, warnings, cases);
        var doses = new List<EvaluatedDose>();
        for (var n = 0; n < request.Doses.Count; n++)
        {
            var (path, letter) = (request.Doses[n], ((char)('A' + n)).ToString());
            if (PlanFolder.IsPlanFolder(path)) doses.AddRange(PlanFolderDoses.Calculate(path, request.Doses.Count > 1 ? letter + " " : "", request, work, warnings, cases));
            else doses.Add(FileDoses.With(letter, FileDoses.Read(path, request, warnings), structures, request, work));
        }

        RefusePrescriptionOfSeveralModels(request, doses);
        return doses;
    }

    // 64 Gy(RBE) of one model are not 64 of another, nor 64 Gy.
    private static void RefusePrescriptionOfSeveralModels(EvaluationRequest request, List<EvaluatedDose> doses)
    {
        if (request.Prescription.Count == 0) return;
        var models = doses.Where(dose => dose.Targets.Count > 0).Select(dose => dose.Dose.RbeModel is { } model ? $"{dose.Dose.Unit} of {model}" : dose.Dose.Unit).Distinct().ToArray();
        if (models.Length > 1) throw new InputException($"--prescription is a dose of one RBE model, and the doses are in {string.Join(" and in ", models)}; evaluate them one by one.");
    }

    // The doses as they lie in their files: a plan folder's RBE-weighted one.
    private static EvaluatedDose Sum(EvaluationRequest request, WorkContext work, List<string> warnings, List<PatientCase> cases)
    {
        if (request.Doses.Count < 2) throw new InputException("--sum adds doses, and one is named.");
        var sum = DoseSum.Of([.. request.Doses.Select(path => FileDoses.Read(path, request with { Fractions = null }, warnings))]);
        warnings.AddRange(sum.Warnings);
        return FileDoses.With("sum", sum with { Fractions = request.Fractions ?? sum.Fractions }, StructuresOf(request, warnings, cases), request, work);
    }

    private static void RefuseOptionsWithoutUse(EvaluationRequest request)
    {
        var folders = request.Doses.Where(PlanFolder.IsPlanFolder).ToArray();
        if (folders.Length == 0 && (request.Case ?? request.Machine) is { } option)
            throw new InputException($"--case and --machine belong to a plan folder, and none is named ({option}); --structures names the structures of dose files.");
        if (request.Tissues.Count > 0 && (folders.Length == 0 || request.Sum))
            throw new InputException("--tissue calculates the effect of a plan folder anew; the dose of a file or a sum is of the model that it is of.");
        if (folders.Length == request.Doses.Count && request.Structures is not null && !request.Sum)
            throw new InputException($"--structures {request.Structures} belongs to dose files; the plan folder {folders[0]} has those of its case (--case names another).");
    }

    // Those that are named; else those of the first plan folder that is named, or that a dose file lies in.
    private static IReadOnlyList<Structure> StructuresOf(EvaluationRequest request, List<string> warnings, List<PatientCase> cases)
    {
        if (request.Structures is { } source) return StructureSource.Read(source, warnings);
        var folders = request.Doses.Concat(request.Doses.Select(path => Path.GetDirectoryName(Path.GetFullPath(path)) ?? path));
        if (folders.FirstOrDefault(PlanFolder.IsPlanFolder) is not { } folder)
            throw new InputException($"{request.Doses.First(dose => !PlanFolder.IsPlanFolder(dose))} is a dose without structures; name them with --structures.");
        var patient = PlanFolder.Open(folder, warnings).ReadCase(request.Case);
        cases.Add(patient);
        return patient.Structures;
    }
}
