using Hanbeam.App.Reports.Plans;
using Xunit;

namespace Hanbeam.Tests.App.Reports.Plans;

public sealed class SerialOrgansTests
{
    [Theory]
    [InlineData("SpinalCord", true)]
    [InlineData("Spinal Cord", true)]
    [InlineData("Brainstem", true)]
    [InlineData("BRAIN_STEM", true)]
    [InlineData("OpticNrv_L", true)]
    [InlineData("OpticChiasm", true)]
    [InlineData("BrachialPlex_R", true)]
    [InlineData("SpinalCord_PRV03", false)]
    [InlineData("Parotid_L", false)]
    [InlineData("Brain", false)]
    [InlineData("PTV_7000", false)]
    public void Contains_Name_ByItsLetters(string name, bool serial) => Assert.Equal(serial, SerialOrgans.Contains(name));
}
