using Hanbeam.App.Reports.Plans;
using Xunit;

namespace Hanbeam.Tests.App.Reports.Plans;

public sealed class PatientNamesTests
{
    [Theory]
    [InlineData("HANBEAM^HEAD", "HANBEAM HEAD")]
    [InlineData("Yamada^Tarou=山田^太郎=やまだ^たろう", "Yamada Tarou = 山田 太郎 = やまだ たろう")]
    [InlineData("Hong^Gildong=洪^吉洞=홍^길동", "Hong Gildong = 洪 吉洞 = 홍 길동")]
    [InlineData("", "")]
    public void Shown_Name_ReadsWithoutTheFilesMarks(string name, string shown) => Assert.Equal(shown, PatientNames.Shown(name));
}
