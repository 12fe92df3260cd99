namespace Hanbeam.Centre.Power.Storage;

/// <summary>The cheapest sizes and what they do in every step, with the proof that nothing cheaper exists in the model.</summary>
public sealed record StorageAnswer
{
    /// <summary>Photovoltaics, kWp.</summary>
    public required double SunKwp { get; init; }

    /// <summary>The store's energy, kWh.</summary>
    public required double EnergyKwh { get; init; }

    /// <summary>The store's power, kW.</summary>
    public required double PowerKiloWatt { get; init; }

    /// <summary>Energy, demand and what was built, less what was sold; currency a year.</summary>
    public required double YearlyCost { get; init; }

    /// <summary>Power from the grid in each step, kW.</summary>
    public required IReadOnlyList<double> GridKiloWatt { get; init; }

    /// <summary>Sun's power sold in each step, kW.</summary>
    public required IReadOnlyList<double> SoldKiloWatt { get; init; }

    /// <summary>Sun's power used in the house in each step, kW.</summary>
    public required IReadOnlyList<double> SunUsedKiloWatt { get; init; }

    /// <summary>Power into the store in each step, kW.</summary>
    public required IReadOnlyList<double> ChargeKiloWatt { get; init; }

    /// <summary>Power out of the store in each step, kW.</summary>
    public required IReadOnlyList<double> DischargeKiloWatt { get; init; }

    /// <summary>What is stored after each step, kWh.</summary>
    public required IReadOnlyList<double> StoredKwh { get; init; }

    /// <summary>The largest power from the grid in each month, kW.</summary>
    public required IReadOnlyList<double> MeteredKiloWatt { get; init; }

    /// <summary>The demand billed in each month, kW.</summary>
    public required IReadOnlyList<double> BilledKiloWatt { get; init; }

    /// <summary>Our own check of feasibility and optimality.</summary>
    public required DualityCertificate Certificate { get; init; }
}
