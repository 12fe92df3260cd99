using System.CommandLine;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.App.Commands;

/// <summary>Options that choose from a DICOM tree with several CT series or structure sets, or with uneven slices.</summary>
internal static class CtOptions
{
    private static readonly Option<string?> Series = new("--series") { HelpName = "UID", Description = "The CT series, where the case has several." };
    private static readonly Option<string?> StructureSet = new("--structure-set") { HelpName = "UID", Description = "The structure set, where several belong to the CT." };
    private static readonly Option<string?> Slices = new("--slices") { HelpName = "S", Description = "Missing or uneven CT slices: refuse (default) or interpolate." };

    /// <summary>The options.</summary>
    public static IReadOnlyList<Option> All { get; } = [Series, StructureSet, Slices];

    /// <summary>What the user chose.</summary>
    public static CtChoice Of(CommandRun run) => new()
    {
        Series = run.Parse.GetValue(Series) ?? "",
        StructureSet = run.Parse.GetValue(StructureSet) ?? "",
        Slices = run.Parse.GetValue(Slices) switch
        {
            null or "refuse" => UnevenSlices.Refuse,
            "interpolate" => UnevenSlices.Interpolate,
            var other => throw new InputException($"--slices {other} is neither refuse nor interpolate."),
        },
    };
}
