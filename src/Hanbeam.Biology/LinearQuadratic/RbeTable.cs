using System.Globalization;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>The table of an RBE model by ion and energy, each row computed, not interpolated (<c>rbe table</c>).</summary>
public static class RbeTable
{
    /// <summary>First line of the CSV.</summary>
    public const string Header = "ion,Z,A,E_MeV_u,let_keV_um,zstar_Gy,alpha_per_Gy,beta_per_Gy2";

    /// <summary>Energies of a table that names none, MeV/u: ten a decade from 0.1, and 500.</summary>
    public static IReadOnlyList<double> DefaultEnergiesMeVPerU { get; } =
        [.. Enumerable.Range(0, 37).Select(n => Math.Round(0.1 * Math.Pow(10, 0.1 * n), 4)), 500];

    private static readonly Ion[] KnownIons =
    [
        new(1, 1), new(1, 2), new(1, 3), new(2, 4), new(2, 3), new(2, 6), new(3, 7), new(3, 6), new(4, 9), new(4, 7), new(4, 10),
        new(5, 11), new(5, 10), new(6, 12), new(6, 11), new(6, 10),
    ];

    /// <summary>The rows, ion by ion, energies in the order given.</summary>
    /// <param name="modelName">Name of the model.</param>
    /// <param name="ions">Ions as <c>C</c> (the most abundant isotope) or <c>11C</c>; null for H to C.</param>
    /// <param name="energiesMeVPerU">Energies within the model's validity, MeV/u; null for <see cref="DefaultEnergiesMeVPerU"/>.</param>
    /// <param name="settings">Parameters to replace, as <c>rbe table --set</c> names them; null for none.</param>
    /// <exception cref="InputException">An unknown model, ion or setting, a model without table, or an energy out of range.</exception>
    public static IEnumerable<RbeTableRow> Rows(
        string modelName, IReadOnlyList<string>? ions = null, IReadOnlyList<double>? energiesMeVPerU = null, IReadOnlyDictionary<string, double>? settings = null)
    {
        var model = settings is null ? RbeModels.Get(modelName) : RbeModels.With(modelName, settings);
        var cell = model.Cell ?? throw new InputException($"RBE model {modelName} depends on no ion and has no table");
        var chosen = ions is null ? [.. Enumerable.Range(1, Math.Min(model.Validity.LargestZ, IonGrid.LargestZ)).Select(IonGrid.Representative)] : ions.Select(Parse).ToList();
        var (lowest, highest) = (model.Validity.LowestMeVPerU, model.Validity.HighestMeVPerU);
        var energies = energiesMeVPerU ?? [.. DefaultEnergiesMeVPerU.Where(energy => energy >= lowest && energy <= highest)];
        foreach (var energy in energies)
            if (!(energy >= lowest && energy <= highest)) throw new InputException(FormattableString.Invariant($"energy {energy} MeV/u is outside {lowest} to {highest} MeV/u"));
        return chosen.SelectMany(ion => energies.Select(energy => Row(cell, ion, energy)));
    }

    /// <summary>A row as a line of CSV with six significant digits.</summary>
    /// <param name="row">The row.</param>
    public static string CsvLine(RbeTableRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Ion},{row.Z},{row.A},{row.EnergyMeVPerU:G6},{row.LetKeVPerUm:G6},{row.SpecificEnergyGy:G6},{row.AlphaPerGy:G6},{row.BetaPerGy2:G6}");

    private static RbeTableRow Row(ICellModel cell, Ion ion, double energyMeVPerU)
    {
        var let = ElectronicStopping.LetInWaterKeVPerUm(ion, energyMeVPerU);
        var effect = cell.Effect(ion, energyMeVPerU, let);
        return new RbeTableRow(ion.Name, ion.Z, ion.A, energyMeVPerU, let, effect.SpecificEnergyGy, effect.AlphaPerGy, effect.BetaPerGy2);
    }

    private static Ion Parse(string text)
    {
        foreach (var ion in KnownIons)
            if (ion.Name == text || ion.Name.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') == text)
                return ion;
        throw new InputException($"unknown ion {text}; known: {string.Join(", ", KnownIons.Select(ion => ion.Name))} or H, He, Li, Be, B, C");
    }
}
