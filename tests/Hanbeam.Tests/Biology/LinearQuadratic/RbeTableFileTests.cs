using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Biology.LinearQuadratic;

public sealed class RbeTableFileTests : IDisposable
{
    private const string Keys = "# schema: hanbeam-rbe-table/1\n# alphax: 0.1\n# betax: 0.05\n";
    private const string Header = "Z,A,E_MeV_u,alpha_per_Gy,beta_per_Gy2\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_TableOfAModel_GivesItsDose()
    {
        var rows = string.Join('\n', RbeTable.Rows("lem1:chordoma").Select(RbeTable.CsvLine));
        var table = RbeModels.Get(Write(Keys + "# dt: 30\n" + RbeTable.Header + "\n" + rows));
        var model = RbeModels.Get("lem1:chordoma");
        foreach (var energy in new[] { 0.15, 7, 120, 430 })
        {
            Assert.Equal(model.Alpha(6, 12, energy), table.Alpha(6, 12, energy), 0.01); // ten energies a decade in the table
            Assert.Equal(model.SqrtBeta(2, 3, energy), table.SqrtBeta(2, 3, energy), 0.01);
        }

        Assert.Equal(model.Evaluate(2, 0.9, 0.4), table.Evaluate(2, 0.9, 0.4));
        Assert.Equal(model.Evaluate(35, 9, 4).GyRbe, table.Evaluate(35, 9, 4).GyRbe, 1e-12);
        Assert.Equal(6 * 38, RbeTable.Rows(table.Name).Count());
    }

    [Fact]
    public void Read_SpecificEnergies_MakeAlpha()
    {
        var table = RbeTableFile.Read(Write(Keys + "# alpha0: 0.172\n# beta: 0.0615\nZ,A,E_MeV_u,zstar_Gy\n6,12,10,26\n6,12,1000,2\n"));
        Assert.Equal(0.172 + 0.0615 * 26, table.Alpha(6, 12, 10), 1e-12);
        Assert.Equal(0.172 + 0.0615 * 14, table.Alpha(6, 12, 100), 1e-12); // half way in ln E
        Assert.Equal(Math.Sqrt(0.0615), table.SqrtBeta(6, 11, 100), 1e-12); // the only isotope of carbon stands for all
    }

    [Fact]
    public void Alpha_IonOrEnergyThatTheTableLacks_IsRefused()
    {
        var table = RbeTableFile.Read(Write(Keys + Header + "6,12,1,0.7,0\n6,12,400,0.4,0.04\n"));
        Assert.Contains("has no ion of charge 2, which the beam's spectra need; it has 12C", Assert.Throws<InputException>(() => table.Alpha(2, 4, 100)).Message, StringComparison.Ordinal);
        Assert.Contains("covers 12C from 1 to 400 MeV/u, but 0.5 MeV/u is needed", Assert.Throws<InputException>(() => table.Alpha(6, 12, 0.5)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Header + "6,12,1,0.7,0\n", "lacks the line '# schema: hanbeam-rbe-table/1'")]
    [InlineData(Keys + Header, "has no rows")]
    [InlineData(Keys + Header + "6,12,1,-0.7,0.05\n", "line 5: alpha_per_Gy is '-0.7', but must be a number from 0 to 10000 1/Gy")]
    [InlineData(Keys + Header + "6,12,1,0.7,NaN\n", "line 5: beta_per_Gy2 is 'NaN'")]
    [InlineData(Keys + Header + "6,12,0,0.7,0.05\n", "line 5: E_MeV_u must be above 0")]
    [InlineData(Keys + Header + "6,5,1,0.7,0.05\n", "line 5: A 5 is less than Z 6")]
    [InlineData(Keys + Header + "6,12,1,0.7\n", "line 5: 4 fields, but the header has 5")]
    [InlineData(Keys + Header + "6,12,1,0.7,0.05\n6,12,1,0.7,0.05\n", "line 6: the ion has a row at 1 MeV/u already")]
    [InlineData(Keys + Header + "6,12,1,0,0\n", "line 5: alpha and beta are both 0")]
    [InlineData(Keys + "Z,A,E_MeV_u,alfa_per_Gy\n", "line 4: unknown column alfa_per_Gy; did you mean alpha_per_Gy?")]
    [InlineData(Keys + "Z,A,E_MeV_u,alpha_per_Gy\n", "line 4: needs alpha_per_Gy with beta_per_Gy2")]
    [InlineData(Keys + "Z,E_MeV_u,zstar_Gy\n", "line 4: the column A is missing")]
    [InlineData("# schema: hanbeam-rbe-table/1\n# alphax: 0.1\n" + Header + "6,12,1,0.7,0\n", "lacks the line '# betax: …'")]
    [InlineData("# schema: hanbeam-rbe-table/1\n# alphax: -0.1\n# betax: 0.05\n" + Header + "6,12,1,0.7,0\n", "# alphax is -0.1, but must be a number above 0 1/Gy")]
    public void Read_BrokenTable_IsRefusedInOneSentence(string text, string message)
    {
        var path = Write(text);
        var error = Assert.Throws<InputException>(() => RbeModels.Get(path));
        Assert.StartsWith($"RBE table {path}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Get_TableThatIsNotThere_IsRefused() =>
        Assert.Contains("RBE table nowhere.csv cannot be read", Assert.Throws<InputException>(() => RbeModels.Get("nowhere.csv")).Message, StringComparison.Ordinal);

    private string Write(string text)
    {
        var path = Path.Combine(folder.Path, "table.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
