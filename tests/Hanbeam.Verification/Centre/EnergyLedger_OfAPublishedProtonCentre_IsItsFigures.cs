using Hanbeam.App.Centre.Power;
using Hanbeam.Centre.Power;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Centre;

public sealed class EnergyLedger_OfAPublishedProtonCentre_IsItsFigures
{
    // 5176 fractions: 258 days of 20 and one of 16. 149.6 h of beam over 5176 fractions is 104.049 s each.
    private const string File = """
        schema: hanbeam-centre/1
        name: a single-room proton centre, July 2020 to June 2021
        power:
          states:
            standby: { kW: [55.8, 55.8], source: "measured; standby and night mode, MevionEnergy2021" }
            ready: { kW: [55.8, 55.8], source: "the paper has one figure for all time without beam, MevionEnergy2021" }
            flatTop: { kW: [64.4, 64.4], source: "measured; beam on, MevionEnergy2021" }
          programme:
            kinds:
              - { days: 258, from: "08:00", to: "18:00", fractions: 20, beamOnSeconds: 104.0494590 }
              - { days: 1, from: "08:00", to: "18:00", fractions: 16, beamOnSeconds: 104.0494590 }
            source: 5176 fractions with 149.6 h of beam, MevionEnergy2021; how they fall on days is assumed and changes no energy
        """;

    [Fact]
    public void YearsEnergy_FromACentresFile_IsThePublished()
    {
        var input = PowerFile.Parse("proton-centre.yaml", [], File).Input;
        var ledger = EnergyLedger.Of(input.Model, input.Programme!.In(input.Calendar), 365, input.Programme.Fractions);
        var beam = ledger.Entries.Single(entry => entry.Name == "flatTop");
        var always = EnergyLedger.Of(input.Model, [], 365, 0);
        Claim.Of(this, "From a centre's file with a proton centre's measured powers and its year of fractions the energy ledger gives the energy that the centre published.",
                "Measured energy accounting of a single-room proton system: 55.8 kW standby, 64.4 kW beam on, 149.6 h of beam in 5176 fractions, 490 MWh a year of which 2 % with beam on [MevionEnergy2021]")
            .Within("hours with beam on", beam.Hours, 149.6, 0.05, "h", "published to a tenth of an hour")
            .Within("energy with beam on", 0.001 * beam.Kwh.High, 9.6, 0.05, "MWh", "64.4 kW × 149.6 h, to a tenth of a MWh")
            .Within("energy of a year on standby", 0.001 * always.TotalKwh.High, 489, 0.5, "MWh", "55.8 kW × 8760 h, to a MWh")
            .Within("energy of the year", 0.001 * ledger.TotalKwh.High, 490, 0.5, "MWh", "published to a MWh")
            .Within("part of the year's energy with beam on", 100 * beam.Kwh.High / ledger.TotalKwh.High, 2, 0.5, "%", "published to a per cent")
            .Within("energy with beam on over 185 patients", beam.Kwh.High / 185, 52, 0.5, "kWh", "published to a kWh")
            .Table("Ledger", ["state", "hours", "kW", "MWh"], ledger.Entries.Select(entry => new[] { entry.Name, Text(entry.Hours), Text(entry.KiloWatt.High), Text(0.001 * entry.Kwh.High) }))
            .Conclude();
    }

    private static string Text(double value) => value.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
}
