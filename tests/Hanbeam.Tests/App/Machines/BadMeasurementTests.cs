using Hanbeam.App.Machines;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.App.Machines;

public sealed class BadMeasurementTests : IDisposable
{
    private const string Data = """
        schema: hanbeam-commissioning/1
        name: ours
        machine: generic-synchrotron
        depthDoses:
          - { energy: 430, file: curve.csv }

        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("depth_cm,dose", "another unit than 'depth_mm'")]
    [InlineData("mm,dose", "'depth_mm,dose' is expected")]
    [InlineData("depth_mm;dose", "'depth_mm,dose' is expected")]
    public void Header_OfAnotherUnit_IsRefused(string header, string sentence) => Refused(header + "\n1,2\n", sentence);

    [Fact]
    public void DuplicateDepth_IsNamed() => Refused(Curve(300).Replace("\n60.0,", "\n57.0,", StringComparison.Ordinal), "depth 57 mm is there twice");

    [Fact]
    public void DepthsThatDescend_AreRefused() => Refused(Curve(300).Replace("\n60.0,", "\n6.0,", StringComparison.Ordinal), "6 mm follows 57 mm");

    [Fact]
    public void GapInFrontOfThePeak_IsNamed() => Refused(Where(depth => depth is < 100 or > 200), "gap between 99 and 201 mm");

    [Fact]
    public void GapAtThePeak_IsNamed() => Refused(Where(depth => depth % 3 == 0), "gap at the peak");

    [Fact]
    public void CurveThatEndsInThePeak_IsRefused() => Refused(Where(depth => depth < 300), "before its dose has fallen to 20 % of the peak");

    [Fact]
    public void NegativeDose_IsRefused() => Refused(Curve(300).Replace("\n60.0,0.3", "\n60.0,-0.3", StringComparison.Ordinal), "dose is -0.3");

    [Fact]
    public void DecimalComma_IsRefused() => Refused("depth_mm,dose\n1,5,2,5\n", "decimals take a point");

    [Fact]
    public void Word_IsRefused_WithItsLine() => Refused("depth_mm,dose\n1,high\n", "line 2: 'high' is not a number");

    [Fact]
    public void EmptyFile_IsRefused() => Refused("# nothing\n", "holds no measurement");

    [Theory]
    [InlineData("energy: 430", "energy: 430, unit: cm", "unknown key 'unit'")]
    [InlineData("schema: hanbeam-commissioning/1", "schema: hanbeam-commissioning/2", "the schema is")]
    [InlineData("file: curve.csv", "file: other.csv", "There is no measurement")]
    [InlineData("name: ours", "name: ours\ndepthOffsetUncertainty: 9", "depthOffsetUncertainty")]
    [InlineData("name: ours", "name: ours\nholdOut: half", "holdOut")]
    [InlineData("machine: generic-synchrotron", "machine: generic-syncrotron", "generic-synchrotron")]
    public void WrongDataFile_IsRefused(string from, string to, string sentence)
    {
        File.WriteAllText(folder["curve.csv"], Curve(300));
        File.WriteAllText(folder["data.yaml"], Data.Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(sentence, Assert.Throws<InputException>(() => CommissioningYaml.Read(folder["data.yaml"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DepthInCentimetres_UnderAHeaderOfMillimetres_IsSuspected()
    {
        File.WriteAllText(folder["curve.csv"], Curve(30, 0.1));
        File.WriteAllText(folder["data.yaml"], Data);
        var run = await CommandLineRunner.Run("machine", "commission", folder["data.yaml"], "--out", folder["m.machine"], "--engine", "deterministic");
        Assert.Equal(2, run.Code);
        Assert.Contains("is its depth in mm?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnergyThatTheMachineLacks_IsRefused_WithTheNearest()
    {
        File.WriteAllText(folder["curve.csv"], Curve(300));
        File.WriteAllText(folder["data.yaml"], Data.Replace("energy: 430", "energy: 429.9", StringComparison.Ordinal));
        var run = await CommandLineRunner.Run("machine", "commission", folder["data.yaml"], "--out", folder["m.machine"], "--engine", "deterministic");
        Assert.Equal(2, run.Code);
        Assert.Contains("the nearest is 430 MeV/u", run.Error, StringComparison.Ordinal);
    }

    private static string Where(Func<double, bool> kept) => string.Join('\n', Curve(300).Split('\n').Where((line, n) =>
        n == 0 || line.Length == 0 || kept(double.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture))));

    // A peak of the shape of a Gaussian on a plateau and a tail.
    private static string Curve(double peak, double scale = 1)
    {
        var lines = new List<string> { "depth_mm,dose" };
        for (var n = 0; n * 3 * scale < peak + 30 * scale;)
        {
            var depth = n++ * 3 * scale;
            if (Math.Abs(depth - peak) > 9 * scale) lines.Add(Line(depth));
            else for (var k = 0; k < 6; k++) lines.Add(Line(depth + 0.5 * k * scale));
        }

        return string.Join('\n', lines) + "\n";

        string Line(double depth) => FormattableString.Invariant($"{depth:0.0##},{(depth < peak ? 0.3 : 0.1) + 0.7 * Math.Exp(-0.5 * Math.Pow((depth - peak) / (2 * scale), 2)):0.000}");
    }

    private void Refused(string csv, string sentence)
    {
        File.WriteAllText(folder["curve.csv"], csv);
        File.WriteAllText(folder["data.yaml"], Data);
        var message = Assert.Throws<InputException>(() => CommissioningYaml.Read(folder["data.yaml"])).Message;
        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.Contains("curve.csv", message, StringComparison.Ordinal);
    }
}
