using System.Globalization;
using System.Text.RegularExpressions;
using Hanbeam.Dicom.RtDose;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Random;
using Hanbeam.Numerics.Work;
using Hanbeam.Tests;
using Hanbeam.Tests.Treatment.Evaluation.Gamma;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation.Gamma;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Treatment;

public sealed class GammaIndex_IsBruteForce_ToAHundredThousandth
{
    // Brute force takes some milliseconds a voxel: every so many are enough to meet every kind of place.
    private const int EveryVoxel = 1493;

    // On the lattice of a tenth of 2 mm, so that the shifted dose is met exactly.
    private static readonly Vector3d Shift = new(0.8, -0.4, 0.2);
    private const double Scale = 1.01;

    [Fact]
    public void ClinicalPairs()
    {
        var claim = Claim.Of(
            this,
            "Gamma of clinical doses is the minimum over every point of its lattice, whatever the criteria and wherever the grids lie: no shortcut costs more than single precision.",
            "Brute force in double precision with an interpolation of its own, over all points of the lattice, for some hundred voxels of each pair; doses of RayStation (proton plan in water) and Eclipse (photon plan of the RANDO pelvis) [Pinter2012]");
        var proton = Proton();
        var pelvis = Pelvis();
        (string Name, DoseVolume Reference, DoseVolume Evaluated)[] pairs =
        [
            ("protons, shifted and scaled", proton, Moved(proton)),
            ("protons, 2 % noise", proton, Noisy(proton)),
            ("pelvis, on a 3 mm grid", pelvis, Dose(TrilinearResampler.Resample(pelvis.Values, Coarser(pelvis.Values.Geometry)))),
        ];
        GammaCriteria[] all =
        [
            new(),
            new() { IsLocal = true },
            new() { DosePercent = 2, DistanceMm = 3, ThresholdPercent = 50 },
            new() { DosePercent = 1, DistanceMm = 1, ThresholdPercent = 20 },
            new() { DosePercent = 2, DistanceMm = 1, IsLocal = true, MaxGamma = 1.5 },
        ];
        var rows = new List<IReadOnlyList<string>>();
        foreach (var (name, reference, evaluated) in pairs)
            foreach (var criteria in all) Compare(claim, rows, name, reference, evaluated, criteria);
        claim.Table("Pairs", ["pair", "criteria", "voxels", "pass (%)", "mean", "by brute force", "greatest deviation"], rows);
        claim.Conclude();
    }

    [Fact]
    public async Task ShiftedDose_PassesEverywhere_AndASearchOfGridPointsFailsIt()
    {
        var claim = Claim.Of(
            this,
            "A clinical dose moved by 0.92 mm and raised by 1 % has a gamma of at most √((0.92/2)² + (1/3)²) = 0.57 at 3 %/2 mm, and Hanbeam finds no more. Programs that search the points of the dose grid only, here of 2 mm, fail a part of it: their result is Hanbeam's with a step as coarse.",
            "The shifted dose itself, which is met exactly; plastimatch gamma, which resamples the evaluated dose to the reference's grid and searches its points");
        var reference = Proton();
        var evaluated = Moved(reference);
        var fine = GammaIndex.Compare(reference, evaluated, new GammaCriteria(), WorkContext.Default);
        var bound = Math.Sqrt(Shift.Dot(Shift) / 4 + Math.Pow((Scale - 1) / 0.03, 2));
        claim.AtMost("greatest gamma", fine.MaxGamma, bound + 1e-5, "", "at the shift the doses differ by 1 % of at most the greatest; single precision");
        claim.Within("pass rate", fine.PassPercent, 100, 0, "%", "the greatest gamma is below 1");

        var resampled = Dose(TrilinearResampler.Resample(evaluated.Values, reference.Values.Geometry));
        var coarse = GammaIndex.Compare(reference, resampled, new GammaCriteria { StepsPerDistance = 1 }, WorkContext.Default);
        using var folder = new TemporaryFolder();
        MetaImage.Write(folder["reference.mha"], reference.Values);
        MetaImage.Write(folder["evaluated.mha"], evaluated.Values);
        var points = await PlastimatchAsync(folder);
        claim.Within("pass rate of plastimatch, grid points", points, coarse.PassPercent, 0.05, "%", "the same points with the same doses; in single precision some hundred of 380 000 voxels may fall on the other side of 1");
        claim.Table("3 %/2 mm, global, from 10 % on", ["search", "pass (%)"],
        [
            ["Hanbeam, steps of 0.2 mm", Text(fine.PassPercent)],
            ["Hanbeam, steps of 2 mm on the dose grid", Text(coarse.PassPercent)],
            ["plastimatch, points of the dose grid (2 mm)", Text(points)],
        ]);
        claim.Conclude();
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task FinerSearches_OfAnotherProgram_ComeNearer()
    {
        var claim = Claim.Of(
            this,
            "The finer another program searches, the nearer it comes to Hanbeam's pass rate for the shifted dose, and it never passes more.",
            "plastimatch gamma on its grid, on one resampled to 1 mm, and with its search between neighbouring points");
        var reference = Proton();
        using var folder = new TemporaryFolder();
        MetaImage.Write(folder["reference.mha"], reference.Values);
        MetaImage.Write(folder["evaluated.mha"], Moved(reference).Values);
        var own = GammaIndex.Compare(reference, Moved(reference), new GammaCriteria(), WorkContext.Default).PassPercent;
        var points = await PlastimatchAsync(folder);
        var finer = await PlastimatchAsync(folder, "--inherent-resample", "1");
        var between = await PlastimatchAsync(folder, "--interp-search");
        claim.AtMost("grid points, 2 mm", points, finer, "%", "coarser than 1 mm");
        claim.AtMost("grid points, 1 mm", finer, between, "%", "coarser than the search between points");
        claim.AtMost("search between points", between, own, "%", "one straight line to each neighbour, not the space between them");
        claim.Table("3 %/2 mm, global, from 10 % on", ["search", "pass (%)"],
        [
            ["plastimatch, points of the dose grid (2 mm)", Text(points)],
            ["plastimatch, points 1 mm apart", Text(finer)],
            ["plastimatch, between neighbouring points", Text(between)],
            ["Hanbeam, steps of 0.2 mm", Text(own)],
        ]);
        claim.Conclude();
    }

    private static void Compare(Claim claim, List<IReadOnlyList<string>> rows, string name, DoseVolume reference, DoseVolume evaluated, GammaCriteria criteria)
    {
        var result = GammaIndex.Compare(reference, evaluated, criteria, WorkContext.Default);
        var expected = BruteForceGamma.Map(reference.Values, evaluated.Values, criteria, n => n % EveryVoxel == 0);
        var (count, deviation) = (0, 0.0);
        for (var n = 0; n < expected.Length; n += EveryVoxel)
        {
            if (expected[n] >= 0) count++;
            deviation = Math.Max(deviation, Math.Abs(expected[n] - result.Map.Values[n]));
        }

        var label = string.Create(CultureInfo.InvariantCulture, $"{criteria.DosePercent} % {(criteria.IsLocal ? "local" : "global")}, {criteria.DistanceMm} mm, from {criteria.ThresholdPercent} %, cap {criteria.MaxGamma}");
        claim.AtMost($"{name}, {label}: greatest deviation", deviation, 1e-5, "", "single precision of dose differences of up to 64 criteria");
        claim.AtLeast($"{name}, {label}: voxels by brute force", count, 50, "", "enough to mean something");
        rows.Add([name, label, result.EvaluatedVoxels.ToString(CultureInfo.InvariantCulture), Text(result.PassPercent), result.MeanGamma.ToString("F4", CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture), deviation.ToString("0.0E0", CultureInfo.InvariantCulture)]);
    }

    private static async Task<double> PlastimatchAsync(TemporaryFolder folder, params string[] options)
    {
        string[] arguments = ["gamma", "--dose-tolerance", "0.03", "--dta-tolerance", "2", "--analysis-threshold", "0.1", "--gamma-max", "2", "--ref-only-threshold", .. options, "--output-text", folder["report.txt"], folder["reference.mha"], folder["evaluated.mha"]];
        var run = await ToolRun.Start("plastimatch", arguments);
        Assert.True(run.Code == 0, run.Output + run.Error);
        return double.Parse(Regex.Match(run.Output, @"Pass rate = ([\d.]+)").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static DoseVolume Proton() => RtDoseReader.Read(SharedData.Path("cases", "ionplan_samples", "raystation_2field", "RD1.2.752.243.1.1.20250523160113556.3000.73252.dcm"));

    private static DoseVolume Pelvis()
    {
        var file = new NrrdFile(SharedData.Path("cases", "rando_pelvis", "reference", "EclipseProstate_Dose.nrrd"));
        var (sizes, origin, axes) = (file.Numbers("sizes"), file.Numbers("space origin"), file.Numbers("space directions"));
        var geometry = new GridGeometry(new Vector3d(origin[0], origin[1], origin[2]), new Vector3d(axes[0], axes[4], axes[8]), (int)sizes[0], (int)sizes[1], (int)sizes[2]);
        return Dose(new Grid<float>(geometry, file.Values));
    }

    private static DoseVolume Moved(DoseVolume dose)
    {
        var g = dose.Values.Geometry;
        return dose with { Values = new Grid<float>(g with { Origin = g.Origin + Shift }, Array.ConvertAll(dose.Values.Values, value => (float)(Scale * value))) };
    }

    private static DoseVolume Noisy(DoseVolume dose)
    {
        var stream = new RandomStream(8);
        return dose with { Values = new Grid<float>(dose.Values.Geometry, Array.ConvertAll(dose.Values.Values, value => (float)(value * (1 + 0.02 * Math.Sqrt(12) * (stream.NextDouble() - 0.5))))) };
    }

    // 3 mm, from a corner inside the grid by odd parts of a millimetre.
    private static GridGeometry Coarser(GridGeometry g)
    {
        int Count(double extentMm) => (int)(extentMm / 3) - 1;
        return new GridGeometry(g.Origin + new Vector3d(0.7, 1.1, 1.9), new Vector3d(3, 3, 3), Count(g.Nx * g.Spacing.X), Count(g.Ny * g.Spacing.Y), Count(g.Nz * g.Spacing.Z));
    }

    private static DoseVolume Dose(Grid<float> values) => new() { Values = values, Quantity = DoseQuantity.RbeWeightedDose, Source = "dose" };

    private static string Text(double percent) => percent.ToString("F2", CultureInfo.InvariantCulture);
}
