using System.Globalization;
using System.Text.Json;
using Hanbeam.Dicom.Ct;
using Hanbeam.Numerics.Grids;
using Hanbeam.Tests;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Verification.Planning;

/// <summary>A plan folder made by the command line in a process of its own, and the figures that a claim asks of it.</summary>
internal sealed class FinishedPlan : IDisposable
{
    private readonly DirectoryInfo parent;
    private readonly JsonDocument summary;
    private readonly Dictionary<string, VoxelMembership> structures = [];
    private readonly PatientCase patient;

    private FinishedPlan(DirectoryInfo parent, string caseFolder)
    {
        this.parent = parent;
        summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "summary.json")));
        patient = DicomCaseReader.Read(caseFolder);
        Dose = MetaImage.Read(Path.Combine(Folder, "dose-rbe.mha"));
    }

    public string Folder => Path.Combine(parent.FullName, "plan");

    /// <summary>Total RBE-weighted dose, Gy(RBE).</summary>
    public Grid<float> Dose { get; }

    public double WallSeconds => summary.RootElement.GetProperty("seconds").GetProperty("total").GetDouble();

    public double PeakMemoryGb => summary.RootElement.GetProperty("peakMemoryBytes").GetDouble() / 1e9;

    public double Spots => summary.RootElement.GetProperty("spots").GetDouble();

    /// <summary>Plans a recipe for a case folder, which stands in for the one that the recipe names; the case is read again for the figures.</summary>
    public static async Task<FinishedPlan> Make(string recipePath, string caseFolder)
    {
        var parent = Directory.CreateTempSubdirectory("hanbeam-claim-");
        var recipe = Path.Combine(parent.FullName, Path.GetFileName(recipePath));
        var lines = await File.ReadAllLinesAsync(recipePath, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(recipe, lines.Select(line => line.StartsWith("case:", StringComparison.Ordinal) ? $"case: {caseFolder}" : line), TestContext.Current.CancellationToken);
        var program = Path.Combine(AppContext.BaseDirectory, "hanbeam.dll");
        var run = await ToolRun.Start("dotnet", [program, "plan", recipe, "--out", Path.Combine(parent.FullName, "plan")]);
        Assert.True(run.Code == 0, $"{recipe}: exit code {run.Code}: {run.Error}");
        return new FinishedPlan(parent, caseFolder);
    }

    /// <summary>The plan's forward dose on another case; the folder of its files.</summary>
    public async Task<string> DoseOn(string patientCase)
    {
        var folder = Path.Combine(parent.FullName, "dose");
        var program = Path.Combine(AppContext.BaseDirectory, "hanbeam.dll");
        var run = await ToolRun.Start("dotnet", [program, "dose", Folder, "--case", patientCase, "--machine", "generic-synchrotron", "--rbe", "mmkm-qst", "--out", folder]);
        Assert.True(run.Code == 0, $"dose on {patientCase}: exit code {run.Code}: {run.Error}");
        return folder;
    }

    public void Dispose()
    {
        summary.Dispose();
        parent.Delete(recursive: true);
    }

    /// <summary>A figure of a structure in the summary.</summary>
    public double Figure(string structure, string key) =>
        summary.RootElement.GetProperty("structures").GetProperty(structure).GetProperty(key).GetDouble();

    public VoxelMembership Structure(string name)
    {
        if (!structures.TryGetValue(name, out var membership))
            structures[name] = membership = StructureRasterizer.Rasterize(patient.Structures.Single(structure => structure.Name == name), Dose.Geometry);
        return membership;
    }

    /// <summary>Mean dose of the body's voxels whose distance from a target is within 1.5 mm of a given one.</summary>
    public double MeanAtDistance(string target, string body, double distanceMm)
    {
        var distance = StructureAlgebra.OutsideDistanceMm(Structure(target));
        return ShellDose.Mean(Structure(body), distance, Dose.Values, distanceMm - 1.5, distanceMm + 1.5) ?? 0;
    }

    /// <summary>Smallest distance between a structure's voxels and a target's, centre to centre, mm.</summary>
    public double Distance(string structure, string target)
    {
        var distance = StructureAlgebra.OutsideDistanceMm(Structure(target));
        return Structure(structure).Voxels.Min(voxel => (double)distance[voxel]);
    }

    public static string Text(double value, int digits) => value.ToString("F" + digits, CultureInfo.InvariantCulture);
}
