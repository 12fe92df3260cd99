using Hanbeam.App.Recipes;
using Hanbeam.Centre.Simulation;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Delivery;

namespace Hanbeam.App.Centre;

/// <summary>Fields whose beam times the file gives itself.</summary>
internal static class SiteFields
{
    private const double MostSeconds = 3600;

    /// <summary>The list <c>fields</c> of a site.</summary>
    public static IReadOnlyList<TreatmentField> Given(YamlMap site)
    {
        if (site.Has("gate")) throw site.ErrorAt("gate", $"{site.PathOf("gate")} belongs to a plan; with given fields each says gateWaitSeconds");
        var fields = site.Maps("fields").Select(Field).ToList();
        return fields.Count is >= 1 and <= 12 ? fields
            : throw site.ErrorAt("fields", $"{site.PathOf("fields")} has {fields.Count} fields, and 1 to 12 are expected, or {site.PathOf("plan")} with a plan folder");
    }

    /// <summary>The gate of a site that takes its times from a plan, or null.</summary>
    public static BreathGate? Gate(YamlMap site)
    {
        if (site.OptionalMap("gate") is not { } map) return null;
        map.Allow("periodSeconds", "duty", "source");
        try
        {
            return new BreathGate(map.Number("periodSeconds"), map.Number("duty"));
        }
        catch (InputException exception)
        {
            throw site.ErrorAt("gate", $"{site.PathOf("gate")}: {exception.Message}");
        }
    }

    private static TreatmentField Field(YamlMap map)
    {
        map.Allow("port", "beamOnSeconds", "scanningSeconds", "energySwitchSeconds", "spillGapSeconds", "gateWaitSeconds", "startWaitSeconds", "source", "sources");
        double Part(string key) => map.NumberIn(key, 0, MostSeconds, "s", 0);
        var times = new DeliveryTimes(map.NumberIn("beamOnSeconds", 0, MostSeconds, "s"), Part("scanningSeconds"), Part("energySwitchSeconds"), Part("spillGapSeconds"), Part("gateWaitSeconds"), Part("startWaitSeconds"));
        return times.TotalSeconds > 0 ? new TreatmentField(map.Text("port"), times) : throw map.ErrorAt("beamOnSeconds", $"the parts of {map.PathOf("beamOnSeconds")} and what stands beside it add up to 0 s, and a field takes more");
    }
}
