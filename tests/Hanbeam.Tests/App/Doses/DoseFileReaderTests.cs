using Hanbeam.App.Doses;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Imaging;
using Xunit;

namespace Hanbeam.Tests.App.Doses;

public sealed class DoseFileReaderTests(DemoPlanFixture demo)
{
    [Fact]
    public async Task Read_PlanFolder_IsItsWeightedDoseWithModelAndFractions()
    {
        var plan = Path.Combine(await demo.FolderAsync(), "plan");

        var dose = DoseFileReader.Read(plan);

        Assert.Equal((DoseQuantity.RbeWeightedDose, "mmkm-qst", DoseExtent.Total), (dose.Quantity, dose.RbeModel, dose.Extent));
        Assert.True(dose.Fractions > 1 && !dose.IsQuantityAssumed);
        Assert.Empty(dose.Warnings);
        var dicom = DoseFileReader.Read(Path.Combine(plan, "dose-rbe.dcm"));
        Assert.Equal((dose.Quantity, dose.RbeModel, dose.Fractions), (dicom.Quantity, dicom.RbeModel, dicom.Fractions));
        // Half a step of 16 bits of the greatest dose.
        var tolerance = dose.Values.Values.Max() * 0.51 / 65535;
        for (var n = 0; n < dose.Values.Values.Length; n++) Assert.Equal(dose.Values.Values[n], dicom.Values.Values[n], tolerance);
    }

    [Theory]
    [InlineData("dose-physical.mha", DoseQuantity.PhysicalDose, null)]
    [InlineData("dose-rbe.mha", DoseQuantity.RbeWeightedDose, "mmkm-qst")]
    [InlineData("let.mha", DoseQuantity.Let, null)]
    [InlineData("beams/1/dose-physical.mha", DoseQuantity.PhysicalDose, null)]
    public async Task Read_ImageOfAPlanFolder_IsWhatItsNameSays(string name, DoseQuantity quantity, string? model)
    {
        var dose = DoseFileReader.Read(Path.Combine(await demo.FolderAsync(), "plan", name));

        Assert.Equal((quantity, model, false), (dose.Quantity, dose.RbeModel, dose.IsQuantityAssumed));
        Assert.NotNull(dose.Fractions);
    }

    [Fact]
    public async Task Read_AlphaOfAPlanFolder_IsRefused() =>
        Assert.Contains("is no dose", await Refusal(async () => Path.Combine(await demo.FolderAsync(), "plan", "alpha.mha")));

    [Fact]
    public void Read_ImageAlone_IsGyWithAWarning()
    {
        using var folder = new TemporaryFolder();
        MetaImage.Write(folder["mine.mha"], new Grid<float>(new GridGeometry(default, new Vector3d(1, 1, 1), 2, 2, 2)));

        var dose = DoseFileReader.Read(folder["mine.mha"]);

        Assert.Equal((DoseQuantity.PhysicalDose, true, null), (dose.Quantity, dose.IsQuantityAssumed, dose.Fractions));
        Assert.Contains("does not say what its values are", Assert.Single(dose.Warnings));
    }

    [Fact]
    public async Task Read_NothingThere_SaysSo() => Assert.Contains("There is no dose nowhere.dcm", await Refusal(() => Task.FromResult("nowhere.dcm")));

    [Fact]
    public async Task Read_FolderThatIsNoPlan_SaysSo()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("is no plan folder", await Refusal(() => Task.FromResult(folder.Path)));
        File.WriteAllText(folder["summary.json"], "{ \"schema\": \"hanbeam-plan-summary/1\" }");
        Assert.Contains("summary.json is damaged", await Refusal(() => Task.FromResult(folder.Path)));
    }

    private static async Task<string> Refusal(Func<Task<string>> path)
    {
        var wanted = await path();
        return Assert.Throws<InputException>(() => DoseFileReader.Read(wanted)).Message;
    }
}
