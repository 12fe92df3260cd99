using System.Globalization;
using System.IO.Compression;
using Hanbeam.Dose.BeamModels.MatRad;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Tests;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

/// <summary>A whole plan that matRad optimised, 4732 carbon spots in 28 layers, recalculated from its list of spots with matRad's machine.</summary>
public sealed class MatRadPlan_RecalculatedFromItsSpots_AgreesWithinHalfAPercent
{
    // Photon parameters of the plan's tissue class 1, 1/Gy and 1/Gy² (README of the reference data).
    private const double AlphaX = 0.1;
    private const double BetaX = 0.05;

    // Its outermost layers of contour voxels, y = 117 mm and the one in front, are lost to its resampling.
    private const double LastYMm = 114;

    // So near to a cutoff radius its rounding has been seen to take voxels in or out; nearly every voxel of a plan lies that near to one of its spots' radii.
    private const double CutoffEdgeMm = 0.3;

    private static readonly PatientPoint Isocenter = new(-3, -3, -3);

    [Fact]
    public void PhysicalAndRbeWeightedDose_OfAnOptimisedPlan_AreThoseOfMatRad()
    {
        if (!SharedData.Available) Assert.Skip("the reference data are not here");
        var claim = Claim.Of(this, "Physical and RBE-weighted dose of a plan, recalculated from its spots with the imported machine and its kernels, are matRad's.",
            "Dose cubes of matRad 3.2.2 (engine HongPB, LEM kernels) for carbon_Generic [Wieser2017]");
        var physical = Reference("physicalDose");
        var own = Calculate(physical.Geometry);
        var cutoff = new MatRadCutoff(Layers(), Isocenter, CutoffEdgeMm);
        Compare(claim, "physical dose", own.Dose, physical, cutoff);
        Compare(claim, "RBE-weighted dose", RbeWeighted(own), Reference("RBExDose"), cutoff);
        claim.Conclude();
    }

    private static void Compare(Claim claim, string quantity, Grid<float> own, Grid<float> reference, MatRadCutoff cutoff)
    {
        var maximum = reference.Values.Max();
        int[] voxels = [.. Enumerable.Range(0, own.Values.Length).Where(n => reference.Values[n] > 0 && reference.Geometry.Center(n).Y < LastYMm)];
        double Deviation(int n) => 100 * Math.Abs(own.Values[n] - reference.Values[n]) / (double)maximum;
        int[] inner = [.. voxels.Where(n => !cutoff.EndsAt(reference.Geometry.Center(n)))];
        claim.AtLeast($"{quantity}: voxels at which no spot ends", 100.0 * inner.Length / voxels.Length, 15, "%", "at the others distances of matRad are rounded in or out of a spot");
        claim.AtMost($"{quantity}: largest deviation where no spot ends", inner.Max(Deviation), 0.5, "% of maximum", "half a per cent, of which a few spots that still end there take 0.35");
        claim.AtMost($"{quantity}: largest deviation anywhere", voxels.Max(Deviation), 0.505, "% of maximum",
            "matRad's own formula, recalculated by others, meets its cube to 0.44 % (physical) and 0.50 % (weighted; a figure of two digits, so 0.505): single voxels fall in or out at the edge of a spot's cutoff");
        if (voxels.Max(Deviation) > 0.5) claim.Table($"Not met: {quantity} within half a per cent of the maximum in every voxel", ["largest deviation (%)", "asked for (%)"], [[FormattableString.Invariant($"{voxels.Max(Deviation):F3}"), "0.5"]]);
        claim.AtMost($"{quantity}: mean deviation", voxels.Average(Deviation), 0.04, "% of maximum", "matRad's own formula: 0.035 %");
    }

    private static Grid<float> Reference(string quantity) => MetaImage.Read(SharedData.Path("reference", "matrad", "plans", "sobp_box_carbon_lem_bw5", quantity + ".mha"));

    private static DoseCubes Calculate(GridGeometry geometry)
    {
        var model = MatRadMachine.Read(SharedData.Path("reference", "matrad", "mat", "carbon_Generic.mat"));
        var beam = new PlanBeam { Number = 1, GantryDeg = 0, CouchDeg = 0, Isocenter = Isocenter, Layers = Layers() };
        var body = MetaImage.Read(SharedData.Path("reference", "matrad", "phantoms", "BOXPHANTOM_BODY.mha"));
        var rsp = new Grid<float>(geometry);
        for (var n = 0; n < geometry.Count; n++) rsp.Values[n] = body.Values[n] > 0 && geometry.Center(n).Y is > -124.5 and < 118.5 ? 1 : 0;
        var patient = new PatientModel
        {
            Case = new PatientCase { Source = "matRad", Kind = CaseKind.Water, Ct = new CtImage(new Grid<float>(geometry), PatientPosition.HFS), Structures = [], Identity = new StudyIdentity() },
            RelativeStoppingPower = rsp,
            External = rsp,
            CalibrationName = "water",
        };
        int[] voxels = [.. Enumerable.Range(0, geometry.Count).Where(n => rsp.Values[n] > 0)];
        return PencilBeamEngine.Calculate(model, beam, patient, geometry, voxels, new EffectQuantities((_, _, _) => 0, (_, _, _) => 0, KernelClass: 1), new WorkContext(2), splitSpots: false);
    }

    // Columns: spot, beam, gantry, couch, ray, x, z (Yg), energy, focus, 10⁶ ions per fraction.
    private static IReadOnlyList<EnergyLayer> Layers()
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(SharedData.Path("reference", "matrad", "plans", "sobp_box_carbon_lem_bw5", "spots.csv.gz")), CompressionMode.Decompress));
        var rows = file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray());
        return [.. rows.GroupBy(row => row[7]).OrderByDescending(layer => layer.Key).Select(layer => new EnergyLayer
        {
            EnergyMeVPerU = layer.Key, XMm = [.. layer.Select(row => row[5])], YMm = [.. layer.Select(row => row[6])], Particles = [.. layer.Select(row => 1e6 * row[9])],
        })];
    }

    private static Grid<float> RbeWeighted(DoseCubes cubes)
    {
        var result = new Grid<float>(cubes.Dose.Geometry);
        for (var n = 0; n < result.Values.Length; n++)
        {
            // Effect αD + βD² with β = (Σ √β D)² / D².
            var effect = cubes.AlphaDose.Values[n] + (double)cubes.SqrtBetaDose.Values[n] * cubes.SqrtBetaDose.Values[n];
            result.Values[n] = (float)((Math.Sqrt(AlphaX * AlphaX + 4 * BetaX * effect) - AlphaX) / (2 * BetaX));
        }

        return result;
    }
}
