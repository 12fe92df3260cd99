using System.CommandLine;
using System.Globalization;
using Hanbeam.Centre.Simulation;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary>Options with which the simulating commands replace figures of the file.</summary>
internal static class CentreOptions
{
    // The ranges of the file's own keys, docs/formats/centre.md.
    private const int FewestReplications = 2, MostReplications = 10_000;

    public static Option<string?> Replications { get; } = new("--replications") { HelpName = "N", Description = "Number of replications, 2 to 10000; default: the file's." };

    public static Option<string?> Seed { get; } = new("--seed") { HelpName = "N", Description = "Seed of the random streams, 0 to 2147483647; default: the file's." };

    /// <summary>A centre with what the options say.</summary>
    public static CentreDescription Apply(CentreDescription centre, ParseResult parse) => centre with
    {
        Replications = Whole(parse, Replications, FewestReplications, MostReplications) ?? centre.Replications,
        Seed = (uint?)Whole(parse, Seed, 0, int.MaxValue) ?? centre.Seed,
    };

    private static int? Whole(ParseResult parse, Option<string?> option, int least, int most)
    {
        if (parse.GetValue(option) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        throw new InputException($"{option.Name} {text} is not a whole number from {least} to {most}.");
    }
}
