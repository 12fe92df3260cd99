using System.CommandLine;
using System.Globalization;
using Hanbeam.App.Doses;
using Hanbeam.App.Evaluation;
using Hanbeam.App.Terminal;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation.Gamma;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam gamma</c>: how well one dose agrees with another.</summary>
internal static class GammaCommand
{
    private static readonly Argument<string> Reference = new("REFERENCE") { Description = "The dose that counts as right: an RT Dose, an .mha, or a plan folder." };
    private static readonly Argument<string> Evaluated = new("EVALUATED") { Description = "The dose that is judged." };
    private static readonly Option<string?> Dose = Text("--dose", "%", "Dose criterion, per cent of the reference's greatest dose; default: 3.");
    private static readonly Option<string?> Distance = Text("--distance", "MM", "Distance criterion, mm; default: 2.");
    private static readonly Option<string?> Threshold = Text("--threshold", "%", "Lowest reference dose that is evaluated, per cent of the greatest; default: 10.");
    private static readonly Option<bool> Local = new("--local") { Description = "The dose criterion is per cent of each voxel's own dose." };
    private static readonly Option<string?> MaxGamma = Text("--max-gamma", "G", "Values are capped at this, and searched for within this many distances, at least 1.1; default: 2.");
    private static readonly Option<string?> Structures = Text("--structures", "RTSTRUCT.dcm|DIR", "An RT Structure Set, a folder with one, or a folder of masks, for --mask.");
    private static readonly Option<string?> Mask = Text("--mask", "STRUCTURE", "Evaluate only voxels that lie at least half in this structure.");
    private static readonly Option<string?> Out = Text("--out", "FILE.mha", "Write the gamma map, on the reference's grid; -1 where not evaluated.");
    private static readonly Option<string?> Difference = Text("--difference", "FILE.mha", "Write evaluated less reference dose, on the reference's grid.");
    private static readonly Option<string?> Agreement = Text("--dta", "FILE.mha", "Write the distance to agreement, mm; the search radius where there is none within it, -1 where not evaluated.");

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("gamma", "Compare two doses by the gamma index.", "hanbeam gamma planned.dcm out/recalculated --dose 3 --distance 2 --out gamma.mha");
        command.Arguments.Add(Reference);
        command.Arguments.Add(Evaluated);
        foreach (var option in new Option[] { Dose, Distance, Threshold, Local, MaxGamma, Structures, Mask, Out, Difference, Agreement }) command.Options.Add(option);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        var defaults = new GammaCriteria();
        var criteria = new GammaCriteria
        {
            DosePercent = Number(run, Dose) ?? defaults.DosePercent,
            DistanceMm = Number(run, Distance) ?? defaults.DistanceMm,
            ThresholdPercent = Number(run, Threshold) ?? defaults.ThresholdPercent,
            IsLocal = run.Parse.GetValue(Local),
            MaxGamma = Number(run, MaxGamma) ?? defaults.MaxGamma,
        };
        criteria.Validate();
        var (map, difference, agreement) = (Target(run, Out), Target(run, Difference), Target(run, Agreement));
        var reference = DoseFileReader.Read(run.Parse.GetRequiredValue(Reference));
        var evaluated = DoseFileReader.Read(run.Parse.GetRequiredValue(Evaluated));
        var warnings = new List<string>();
        var mask = Inside(run, reference, warnings);
        var result = GammaIndex.Compare(reference, evaluated, criteria, run.Context, mask);
        result = result with { Warnings = [.. warnings, .. result.Warnings] };
        foreach (var warning in result.Warnings) run.Warn(warning);
        if (map is not null) MetaImage.Write(map, result.Map);
        if (difference is not null) MetaImage.Write(difference, DoseDifference.Map(reference, evaluated, run.Context));
        if (agreement is not null) MetaImage.Write(agreement, DistanceToAgreement.Map(reference, evaluated, criteria, run.Context, mask));
        if (run.Json) run.WriteJson(GammaDocument.Of(reference, evaluated, criteria, result));
        else Print(run, criteria, result);
        return ExitCodes.Done;
    }

    private static void Print(CommandRun run, GammaCriteria criteria, GammaResult result)
    {
        run.WriteLine(Line($"{criteria.DosePercent} % {(criteria.IsLocal ? "of the local dose" : "of the greatest dose")}, {criteria.DistanceMm} mm, from {criteria.ThresholdPercent} % on: {result.PassPercent:0.00} % of {result.EvaluatedVoxels} voxels pass"));
        var capped = result.MaxGamma >= criteria.MaxGamma ? " or more" : "";
        run.WriteLine(Line($"mean gamma {result.MeanGamma:0.000}, greatest {result.MaxGamma:0.00}{capped} at ({result.WorstMm.X:0.0}, {result.WorstMm.Y:0.0}, {result.WorstMm.Z:0.0}) mm"));
        run.WriteLine();
        run.WriteLine("reference dose      voxels    pass   mean gamma");
        foreach (var band in result.Bands)
        {
            var figures = band.Voxels == 0 ? "" : Line($"{band.PassPercent,6:0.0} %   {band.MeanGamma,10:0.000}");
            run.WriteLine((Line($"{band.FromPercent,5:0.#} to {band.ToPercent,3:0.#} %") + Line($"{band.Voxels,12}") + figures).TrimEnd());
        }
    }

    // The structure of --mask on the reference's grid.
    private static VoxelMembership? Inside(CommandRun run, DoseVolume reference, List<string> warnings)
    {
        var (source, name) = (run.Parse.GetValue(Structures), run.Parse.GetValue(Mask));
        if (source is null && name is null) return null;
        if (source is null) throw new InputException($"--mask {name} needs --structures, where the structure is drawn.");
        if (name is null) throw new InputException($"--structures {source} needs --mask, the name of a structure in it.");
        var structures = StructureSource.Read(source, []);
        var structure = structures.FirstOrDefault(s => s.Name == name)
            ?? throw new InputException($"{source} has no structure '{name}'; {NearestName.Suggestion(name, [.. structures.Select(s => s.Name)])}.");
        if (structure.FrameOfReferenceUid.Length > 0 && reference.FrameOfReferenceUid.Length > 0 && structure.FrameOfReferenceUid != reference.FrameOfReferenceUid)
            warnings.Add($"Structure '{name}' is drawn in another frame of reference than {reference.Source}; its coordinates are taken as if they were the same.");
        return StructureRasterizer.Rasterize(structure, reference.Values.Geometry);
    }

    // A file to be written, checked before the work begins.
    private static string? Target(CommandRun run, Option<string?> option)
    {
        if (run.Parse.GetValue(option) is not { } path) return null;
        if (!path.EndsWith(".mha", StringComparison.OrdinalIgnoreCase)) throw new InputException($"{option.Name} {path}: the map is written as .mha, so name a file that ends so.");
        var full = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(full))) throw new InputException($"{option.Name} {path}: there is no folder {Path.GetDirectoryName(full)}.");
        foreach (var input in new[] { Reference, Evaluated })
            if (full == Path.GetFullPath(run.Parse.GetRequiredValue(input))) throw new InputException($"{option.Name} {path} would overwrite a dose that is compared.");
        return full;
    }

    private static double? Number(CommandRun run, Option<string?> option)
    {
        if (run.Parse.GetValue(option) is not { } text) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value : throw new InputException($"{option.Name}: '{text}' is not a number.");
    }

    private static Option<string?> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
