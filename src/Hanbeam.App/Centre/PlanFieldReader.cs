using System.Text.Json;
using Hanbeam.App.Commands;
using Hanbeam.App.Recipes;
using Hanbeam.Centre.Simulation;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Delivery;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Centre;

/// <summary>Takes a site's fields and their beam times from a plan folder made for the centre's machine.</summary>
/// <param name="paths">Where relative paths begin.</param>
internal sealed class PlanFieldReader(RecipePaths paths)
{
    // Angles are written with a few decimals; ports are tens of degrees apart.
    private const double SameAngleDeg = 0.5;

    private readonly List<string> read = [];
    private readonly List<string> warnings = [];
    private string? machineName;
    private BeamModel? model;
    private DeliveryMode? mode;

    /// <summary>The plans read.</summary>
    public IReadOnlyList<string> Read => read;

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>Learns the machine and the timing mode.</summary>
    /// <param name="beam">The section <c>beam</c>.</param>
    public void Open(YamlMap beam)
    {
        machineName = beam.OptionalText("machine") is { } name ? paths.NameOrFile(name) : null;
        mode = beam.OptionalChoice("mode", "multi-energy", "single-energy") switch
        {
            "multi-energy" => DeliveryMode.MultiEnergy,
            "single-energy" => DeliveryMode.SingleEnergy,
            _ => null,
        };
    }

    /// <summary>Reads the plan of a site.</summary>
    /// <param name="site">The site; <c>plan</c> is a plan folder, a spot list or an RT Ion Plan.</param>
    public PlannedFields ReadPlan(YamlMap site)
    {
        if (site.Has("fields")) throw site.ErrorAt("fields", $"{site.PathOf("fields")} stands beside {site.PathOf("plan")}; a site takes its beam times from one of them");
        if (machineName is null) throw site.ErrorAt("plan", $"{site.PathOf("plan")} needs the centre's machine, and beam.machine is missing");
        model ??= MachineFile.Read(MachineLibrary.Resolve(machineName));
        var path = Path.GetFullPath(Path.Combine(paths.Folder, site.Text("plan")));
        CheckMachine(path, model, site);
        var notes = new List<string>();
        var (plan, _) = PlanLoader.Read(path, model.Machine, null, notes);
        if (notes.FirstOrDefault(note => note.Contains("is a plan for the machine", StringComparison.Ordinal)) is { } other) throw site.ErrorAt("plan", other.TrimEnd('.'));
        warnings.AddRange(notes);
        read.Add(path);
        var times = DeliveryTimeline.Of(plan, model.Machine, mode, SiteFields.Gate(site));
        var ports = site.Has("ports") ? site.Texts("ports") : [.. plan.Beams.Select(beam => PortOf(beam, model.Machine, site))];
        if (ports.Count != plan.Beams.Count)
            throw site.ErrorAt("ports", $"{site.PathOf("ports")} has {ports.Count} names, and the plan {path} has {plan.Beams.Count} beams");
        var fields = times.Zip(ports, (timeline, port) => new TreatmentField(port, timeline.Times, site.Text("plan"))).ToList();
        return new PlannedFields(path, fields, plan.Fractions, plan.Delivery == DeliveryScheme.OneBeamPerFraction);
    }

    /// <summary>Refuses a plan folder made for another machine.</summary>
    public static void CheckMachine(string folder, BeamModel model, YamlMap site)
    {
        var manifest = Path.Combine(folder, "manifest.json");
        if (!File.Exists(manifest)) return;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(File.ReadAllText(manifest));
        }
        catch (JsonException exception)
        {
            throw new InputException($"{manifest} is not JSON: {exception.Message}", exception);
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("machine", out var machine)) return;
            var hash = machine.TryGetProperty("sha256", out var value) ? value.GetString() : null;
            if (hash == model.ContentHash) return;
            var name = machine.TryGetProperty("path", out var file) ? Path.GetFileNameWithoutExtension(file.GetString()) : "unknown";
            throw site.ErrorAt("plan", $"{site.PathOf("plan")} {folder} was made for the machine {name} with SHA-256 {Short(hash)}, and the centre's machine is {model.Machine.Name} with {Short(model.ContentHash)}; plan it again for this machine");
        }
    }

    private static string Short(string? hash) => hash is { Length: > 12 } ? hash[..12] + "…" : hash ?? "unknown";

    private static string PortOf(PlanBeam beam, Machine machine, YamlMap site)
    {
        var fixedPort = machine.Ports.FirstOrDefault(port => port.GantryAnglesDeg.Any(angle => AngleBetween(angle, beam.GantryDeg) < SameAngleDeg));
        return fixedPort?.Name ?? throw site.ErrorAt("plan", FormattableString.Invariant(
            $"beam {beam.Number} of {site.PathOf("plan")} comes from {beam.GantryDeg:0.#} degrees, where the machine {machine.Name} has no fixed port; give {site.PathOf("ports")}, one name per beam"));
    }

    private static double AngleBetween(double a, double b)
    {
        var difference = Math.Abs(a - b) % 360;
        return Math.Min(difference, 360 - difference);
    }
}
