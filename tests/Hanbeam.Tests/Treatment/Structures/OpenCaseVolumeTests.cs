using System.Diagnostics;
using System.Text.Json;
using Hanbeam.Dicom.Ct;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Treatment.Structures;

/// <summary>Volumes of the open cases against those that came with them.</summary>
public sealed class OpenCaseVolumeTests
{
    // The published volumes are rounded to 0.01 cm³ and rest on contour points written as decimal strings of 0.01 mm.
    private const double ContourRoundingCc = 0.02;

    [Theory]
    [InlineData("004")]
    [InlineData("034")]
    [InlineData("112")]
    [InlineData("236")]
    [InlineData("242")]
    public void OpenKbpCase_OnItsOwnAndOnTheDoseGrid_HasTheContoursVolumes(string patient)
    {
        var folder = SharedData.Path("cases", "openkbp_pt_" + patient);
        var read = DicomCaseReader.Read(folder);
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json")));
        var ct = read.Ct.Hounsfield.Geometry;
        foreach (var structure in read.Structures)
        {
            var contourCc = expected.RootElement.GetProperty("rois").GetProperty(structure.Name).GetProperty("contour_cc").GetDouble();
            foreach (var geometry in new[] { ct, ct.Resampled(3) })
                Assert.Equal(contourCc, StructureRasterizer.Rasterize(structure, geometry).VolumeCc, ContourRoundingCc + 2e-5 * contourCc);
        }
    }

    [Fact]
    public void RandoPelvis_OnTheCtGrid_HasTheVolumesOfPlastimatch()
    {
        var read = DicomCaseReader.Read(SharedData.Path("cases", "rando_pelvis"));
        (string Name, double PlastimatchCc)[] expected =
            [("BODY", 10697.5), ("Bladder", 117.7), ("Femoral Head Lt", 49.4), ("Femoral Head RT", 50.3), ("PTV", 49.2), ("Rectum", 30.7)];
        foreach (var (name, plastimatchCc) in expected)
        {
            var structure = read.Structures.Single(s => s.Name == name);
            var volume = StructureRasterizer.Rasterize(structure, read.Ct.Hounsfield.Geometry).VolumeCc;

            // plastimatch counts pixels whose centre is inside: on a 1 mm grid that differs from areas by parts of a per cent.
            Assert.Equal(plastimatchCc, volume, 0.05 + 0.003 * plastimatchCc);
        }
    }

    [Fact]
    public void MasksOfPlastimatch_AreTheVoxelsMoreThanHalfInside()
    {
        var folder = SharedData.Path("cases", "openkbp_pt_242");
        using var masks = new TemporaryFolder();
        RunPlastimatch("convert", "--input", Path.Combine(folder, "RTSTRUCT.dcm"), "--referenced-ct", Path.Combine(folder, "CT"), "--output-prefix", masks.Path, "--prefix-format", "mha");
        var read = DicomCaseReader.Read(folder);
        foreach (var structure in read.Structures)
        {
            var mask = MetaImage.Read(masks[structure.Name + ".mha"]);
            var own = StructureRasterizer.Rasterize(structure, mask.Geometry);
            var fractions = new float[mask.Values.Length];
            for (var n = 0; n < own.Voxels.Length; n++) fractions[own.Voxels[n]] = own.Fractions[n];

            // These contours run half-way between pixel centres, so a pixel whose centre is inside is at least half inside; only where
            // exactly half is, the two rules may part.
            for (var n = 0; n < fractions.Length; n++)
                if (Math.Abs(fractions[n] - 0.5f) > 1e-3f) Assert.Equal(fractions[n] > 0.5f ? 1f : 0f, mask.Values[n]);
        }
    }

    private static void RunPlastimatch(params string[] arguments)
    {
        var start = new ProcessStartInfo("plastimatch", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var tool = Process.Start(start)!;
            tool.ErrorDataReceived += static (_, _) => { };
            tool.BeginErrorReadLine();
            var output = tool.StandardOutput.ReadToEnd();
            tool.WaitForExit();
            Assert.True(tool.ExitCode == 0, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("plastimatch is not installed");
        }
    }
}
