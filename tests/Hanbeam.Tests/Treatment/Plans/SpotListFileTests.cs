using CsCheck;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Treatment.Plans;

public sealed class SpotListFileTests : IDisposable
{
    private const string Header = "beam,gantry_deg,couch_deg,isocentre_x_mm,isocentre_y_mm,isocentre_z_mm,energy_MeV_u,x_mm,y_mm,particles";

    private readonly TemporaryFolder folder = new();

    private string File => folder["spots.csv"];

    public void Dispose() => folder.Dispose();

    private Plan ReadText(string text)
    {
        System.IO.File.WriteAllText(File, text);
        return SpotListFile.Read(File, "test-machine");
    }

    [Fact]
    public void Read_OfABareList_GroupsLayersFromTheHighestEnergyDown()
    {
        var plan = ReadText($"# a comment\n{Header}\r\n1,90,0,1,2,3,200,0,0,1e6 # note\n\n1,90,0,1,2,3,300.5,-4,0.1,123456789\n1,90,0,1,2,3,200,4,0,7\n2,360,0,0,0,0,100,0,0,0\n");
        Assert.Equal("test-machine", plan.MachineName);
        Assert.Equal(1, plan.Fractions);
        Assert.Equal([1, 2], plan.Beams.Select(beam => beam.Number));
        var beam = plan.Beams[0];
        Assert.Equal(new PatientPoint(1, 2, 3), beam.Isocenter);
        Assert.Equal([300.5, 200], beam.Layers.Select(layer => layer.EnergyMeVPerU));
        Assert.Equal([0, 4], beam.Layers[1].XMm);
        Assert.Equal([1e6, 7], beam.Layers[1].Particles);
        Assert.Null(beam.Layers[0].FwhmMm);
        Assert.Equal(0, plan.Beams[1].GantryDeg);
    }

    [Fact]
    public void Read_WithSizesAndColumnsInAnotherOrder_FindsThemByName()
    {
        var plan = ReadText("fwhm_mm," + string.Join(',', Header.Split(',').Reverse()) + "\n5.5,10,2,1,150,30,20,10,0,90,3\n,10,2,1,150,30,20,10,0,90,3\n");
        var beam = Assert.Single(plan.Beams);
        Assert.Equal(3, beam.Number);
        Assert.Equal(new PatientPoint(10, 20, 30), beam.Isocenter);
        Assert.Equal([5.5, null], beam.Layers.Select(layer => layer.FwhmMm));
    }

    [Fact]
    public void WriteAndRead_OfAnyPlan_KeepsEveryBit()
    {
        var layer = Gen.Select(Gen.Double[1, 500], Gen.Double[-200, 200].Array[1, 5], Gen.Bool, (energy, x, sized) => new EnergyLayer
        {
            EnergyMeVPerU = energy,
            XMm = x,
            YMm = [.. x.Select(v => v / 3)],
            Particles = [.. x.Select(v => Math.Floor(Math.Abs(v) * 1e7))],
            FwhmMm = sized ? 1 + energy / 100 : null,
        });
        Gen.Select(layer.Array[1, 4], Gen.Double[0, 359], Gen.Double[-100, 100]).Sample(
            (layers, angle, at) =>
            {
                var beam = new PlanBeam
                {
                    Number = 2,
                    Name = "Beam 2",
                    GantryDeg = angle,
                    CouchDeg = angle / 7,
                    Isocenter = new PatientPoint(at, -at, at / 9),
                    Layers = [.. layers.DistinctBy(l => l.EnergyMeVPerU).OrderByDescending(l => l.EnergyMeVPerU)], // rows of one energy are one layer
                };
                SpotListFile.Write(File, new Plan { Name = "spots", MachineName = "m", Fractions = 16, Beams = [beam] });
                var read = SpotListFile.Read(File, "m", 16).Beams.Single();
                Assert.Equal((beam.GantryDeg, beam.CouchDeg, beam.Isocenter), (read.GantryDeg, read.CouchDeg, read.Isocenter));
                Assert.Equivalent(beam.Layers, read.Layers, strict: true);
            },
            iter: 100,
            threads: 1);
    }

    [Fact]
    public void Write_OfWholeIons_WritesThemWhole()
    {
        var layer = new EnergyLayer { EnergyMeVPerU = 120.5, XMm = [0.1], YMm = [-2], Particles = [1234567890] };
        var beam = new PlanBeam { Number = 1, GantryDeg = 0, CouchDeg = 0, Isocenter = default, Layers = [layer] };
        SpotListFile.Write(File, new Plan { Name = "p", MachineName = "m", Fractions = 1, Beams = [beam] });
        Assert.Equal(Header + "\n1,0,0,0,0,0,120.5,0.1,-2,1234567890\n", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void WriteAndRead_WithARangeShifterInOneBeam_FindsItInTheMachine()
    {
        RangeShifter[] shifters = [new("RS20", "PMMA", 20, 17, 300), new("RS30", "PMMA", 30, 26, 300)];
        PlanBeam Beam(int number, RangeShifter? shifter) => new()
        {
            Number = number, GantryDeg = 0, CouchDeg = 0, Isocenter = default, RangeShifter = shifter,
            Layers = [new EnergyLayer { EnergyMeVPerU = 120, XMm = [0], YMm = [0], Particles = [5], FwhmMm = number == 1 ? 6 : null }],
        };
        SpotListFile.Write(File, new Plan { Name = "p", MachineName = "m", Fractions = 1, Beams = [Beam(1, shifters[1]), Beam(2, null)] });
        Assert.Equal([shifters[1], null], SpotListFile.Read(File, "m", 1, shifters).Beams.Select(beam => beam.RangeShifter));
        var error = Assert.Throws<InputException>(() => SpotListFile.Read(File, "m", 1, shifters[..1]));
        Assert.Contains("line 2: the machine has no range shifter RS30; did you mean RS20?", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,400,0,0,0,0,200,0,0,1", "line 3", "gantry_deg", "400", "360")]
    [InlineData("1,0,-5,0,0,0,200,0,0,1", "line 3", "couch_deg", "-5", "360")]
    [InlineData("1.5,0,0,0,0,0,200,0,0,1", "line 3", "beam", "1.5", "whole")]
    [InlineData("1,0,0,0,0,0,-200,0,0,1", "line 3", "energy_MeV_u", "-200", "MeV/u")]
    [InlineData("1,0,0,0,0,0,200,0,0,-1", "line 3", "particles", "-1", "ions")]
    [InlineData("1,0,0,0,0,0,200,abc,0,1", "line 3", "x_mm", "abc", "mm")]
    [InlineData("1,0,0,0,0,0,200,NaN,0,1", "line 3", "x_mm", "NaN", "mm")]
    [InlineData("1,0,0,0,0,0,200,0,0", "line 3", "9 values", "10", "")]
    [InlineData("1,0,0,0,0,0,200,0,,1", "line 3", "y_mm", "''", "mm")]
    [InlineData("1,0,0,0,0,5,200,0,0,1", "line 3", "isocentre", "line 2", "")]
    public void Read_OfABadRow_NamesFileLineColumnValueAndRange(string row, params string[] named)
    {
        var error = Assert.Throws<InputException>(() => ReadText($"{Header}\n1,0,0,0,0,0,200,0,0,1\n{row}\n"));
        Assert.Contains("spots.csv", error.Message, StringComparison.Ordinal);
        Assert.All(named, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "no spots")]
    [InlineData(Header, "no spots")]
    [InlineData("beam,gantry", "'gantry' is unknown")]
    [InlineData("beam,beam", "twice")]
    [InlineData("beam,gantry_deg", "couch_deg is missing")]
    public void Read_OfABadHeader_SaysWhatIsWrong(string text, string named) =>
        Assert.Contains(named, Assert.Throws<InputException>(() => ReadText(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_OfNoFile_NamesIt() =>
        Assert.Contains("none.csv", Assert.Throws<InputException>(() => SpotListFile.Read(folder["none.csv"], "m")).Message, StringComparison.Ordinal);
}
