using Hanbeam.Centre.Power;

namespace Hanbeam.App.Centre.Power;

/// <summary>A figure of the input and where it comes from.</summary>
internal sealed record SourceEntry(string What, string Source)
{
    /// <summary>Those of an input.</summary>
    public static IReadOnlyList<SourceEntry> Of(PowerInput input)
    {
        var entries = input.Model.States.OrderBy(state => state.Key).Select(state => new SourceEntry($"{PowerModel.NameOf(state.Key)}, {PowerWords.Text(state.Value.Value, "kW", "#,0.#")}", state.Value.Source))
            .Concat(input.Model.Loads.Select(load => new SourceEntry($"{load.Name}, {PowerWords.Text(load.KiloWatt.Value, "kW", "#,0.#")}", load.KiloWatt.Source))).ToList();
        void Add(string what, string? source)
        {
            if (source is not null) entries.Add(new SourceEntry(what, source));
        }

        Add("tariff", input.Tariff?.Source);
        Add("carbon dioxide", input.CarbonKgPerKwh?.Source);
        Add("cycle", input.Pulses?.Source);
        Add("capacitor bank", input.Pulses?.BankSource);
        Add("grid", input.Pulses?.GridSource);
        Add("photovoltaics", input.Storage?.SunSource);
        Add("store", input.Storage?.Source);
        Add("reserve for an outage", input.Storage?.ReserveSource);
        return entries;
    }
}
