using System.Globalization;
using Hanbeam.Dose.Media;
using Hanbeam.Tests;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

public sealed class StoichiometricCalibration_MatchesIndependentTable_WithinATenthOfAPercent
{
    /// <summary>The table has four decimals; below a stopping power of 0.1 they are worth more than a tenth of a percent.</summary>
    private const double LowestCompared = 0.1;

    [Fact]
    public void RelativeStoppingPower_FromLungToBone_IsTheTables()
    {
        var claim = Claim.Of(this, "The relative stopping power by CT number, made from tissue compositions, is that of an independent calculation from lung to dense bone.",
            "A table made by another program from [Schneider2000] and Bragg additivity [Schneider1996]");
        var rows = File.ReadLines(SharedData.Path("physics", "tables", "hu_to_rsp_stoichiometric.csv")).Where(line => line[0] != '#').Skip(1)
            .Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray()).ToList();
        var calibration = StoichiometricCalibration.Create();
        var compared = rows.Where(row => row[5] >= LowestCompared).ToList();
        claim.AtMost($"largest deviation of {compared.Count} rows", compared.Max(row => 100 * Math.Abs(calibration.RelativeStoppingPower(row[0]) / row[5] - 1)), 0.1, "%", "same formulas; atomic weights and four decimals");
        claim.AtMost("largest deviation of thinner rows", rows.Where(row => row[5] < LowestCompared).Max(row => Math.Abs(calibration.RelativeStoppingPower(row[0]) - row[5])), 1e-4, "", "the table's last decimal");
        var hounsfield = rows.Select(row => row[0]).ToArray();
        claim.Figure("Stoichiometric calibration", "CT number (HU)", "relative stopping power",
            ("Hanbeam", hounsfield, [.. hounsfield.Select(calibration.RelativeStoppingPower)], false), ("table", hounsfield, [.. rows.Select(row => row[5])], true));
        claim.Conclude();
    }
}
