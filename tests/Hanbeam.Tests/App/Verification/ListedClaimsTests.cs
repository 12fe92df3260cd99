using Hanbeam.App.Verification;
using Xunit;

namespace Hanbeam.Tests.App.Verification;

public sealed class ListedClaimsTests
{
    private static readonly ListedClaims Claims = ListedClaims.Parse(
    [
        "",
        "  Hanbeam.Verification.Dose.Energy_IsConserved.EnergyIn_IsDeposited(energy: 100.5)",
        "  Hanbeam.Verification.Physics.Range_IsTheTables.Range_AtAll",
        "Test discovery summary: found 2 test(s)",
    ]);

    [Theory]
    [InlineData("Range_IsTheTables", "Range_AtAll", true)]
    [InlineData("Energy_IsConserved", "EnergyIn_IsDeposited_100.5", true)]
    [InlineData("Range_IsTheTables", "Range_RenamedSince", false)]
    [InlineData("Claim_GivenUp", "Range_AtAll", false)]
    public void Has_RecordOfAClaim_AsLongAsItsMethodExists(string claim, string method, bool expected) =>
        Assert.Equal(expected, Claims.Has(new ClaimRecord(ClaimRecord.CurrentSchema, claim, method, "", "", [], [], [], null)));

    [Fact]
    public void Parse_OutputWithoutClaims_IsAFaultAndNoEmptyList() => Assert.Throws<InvalidOperationException>(() => ListedClaims.Parse(["", "crashed"]));
}
