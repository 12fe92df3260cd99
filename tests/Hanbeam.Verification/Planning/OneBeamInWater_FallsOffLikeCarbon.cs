using Hanbeam.App.Demo;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Planning;

/// <summary>One field on a 6 cm cube, 70 to 130 mm deep in water: flat in the target, sharp behind it, with a fragment tail.</summary>
public sealed class OneBeamInWater_FallsOffLikeCarbon
{
    private const double PrescribedGyRbe = 57.6;
    private const double DistalEdgeMm = 130;
    private const double GridMm = 1;

    [Fact]
    public async Task RbeWeightedDose_OnTheAxisOfACube_IsFlatThenGoneThenATail()
    {
        var claim = Claim.Of(this, "One field of carbon on a 6 cm cube in water covers it, falls from 80 to 20 % within 3 mm behind it, and leaves a fragment tail of 5 to 30 % of the target's dose 20 mm behind it.",
            "The goals of the main job; the sharp distal edge and the tail of 12C [Haettner2013]");
        using var folder = new WaterBoxFolder();
        using var plan = await FinishedPlan.Make(folder.Recipe, folder.Case);
        claim.AtLeast("D95", 100 * plan.Figure("TARGET", "d95GyRbe") / PrescribedGyRbe, 97, "%", "goal of the main job, set before planning");

        // The same box around the field in 1 mm voxels: 2 mm between samples would add a third of a millimetre to the fall-off.
        var fine = await plan.DoseOn("water:120,170,120@1");
        var (depth, dose) = Axis(MetaImage.Read(Path.Combine(fine, "dose-rbe.mha")));
        var fall = Crossing(depth, dose, 0.2 * PrescribedGyRbe) - Crossing(depth, dose, 0.8 * PrescribedGyRbe);
        claim.AtMost("80–20 % distance behind the target", fall, 3, "mm", "goal of the main job, set before planning");
        var tail = 100 * Mean(depth, dose, DistalEdgeMm + 18, DistalEdgeMm + 22) / Mean(depth, dose, 75, 125);
        claim.AtLeast("dose 20 mm behind the target over the target's", tail, 5, "%", "goal of the main job: fragments reach there");
        claim.AtMost("dose 20 mm behind the target over the target's ", tail, 30, "%", "goal of the main job: primaries do not");
        var physical = Axis(MetaImage.Read(Path.Combine(fine, "dose-physical.mha"))).Dose;
        var proximal = Mean(depth, physical, 74, 78) / Mean(depth, physical, 122, 126);
        claim.AtLeast("physical dose near the proximal edge over that near the distal edge", proximal, 1.1, "", "RBE rises with depth, so a flat RBE-weighted dose needs a falling physical one [Inaniwa2015]");
        claim.Figure("Axis of the field", "depth (mm)", "dose (Gy or Gy(RBE), 16 fractions)", ("RBE-weighted", depth, dose, false), ("physical", depth, physical, false));
        claim.Conclude();
    }

    // Along +y through the middle of the cube; the box begins at y = 0. Mean of the four voxels around the axis.
    private static (double[] DepthMm, double[] Dose) Axis(Grid<float> dose)
    {
        var g = dose.Geometry;
        var (i, k) = ((int)Math.Floor(-g.Origin.X / g.Spacing.X), (int)Math.Floor(-g.Origin.Z / g.Spacing.Z));
        var rows = Enumerable.Range(0, g.Ny).Where(j => g.Center(0, j, 0).Y > 0).ToArray();
        return ([.. rows.Select(j => g.Center(0, j, 0).Y)], [.. rows.Select(j => 0.25 * ((double)dose[i, j, k] + dose[i + 1, j, k] + dose[i, j, k + 1] + dose[i + 1, j, k + 1]))]);
    }

    // The deepest depth at which the dose still has this value.
    private static double Crossing(double[] depth, double[] dose, double value)
    {
        var n = Array.FindLastIndex(dose, d => d >= value);
        return depth[n] + GridMm * (dose[n] - value) / (dose[n] - dose[n + 1]);
    }

    private static double Mean(double[] depth, double[] dose, double from, double to) =>
        depth.Zip(dose).Where(pair => pair.First >= from && pair.First <= to).Average(pair => pair.Second);

    /// <summary>The water box as DICOM with a recipe that overrides it to water.</summary>
    private sealed class WaterBoxFolder : IDisposable
    {
        private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory("hanbeam-water-");

        public WaterBoxFolder()
        {
            DemoCases.WriteWaterBox(Case, DateTimeOffset.UnixEpoch);
            File.WriteAllText(Recipe, """
                case: case
                machine: generic-synchrotron
                prescription: { target: TARGET, dose: 57.6, fractions: 16, rbe: mmkm-qst }
                beams:
                  - { gantry: 0, couch: 0 }
                doseGrid: 2
                overrides: { BODY: { material: water } }
                structures: { FACES: "TARGET + 1" } # half a voxel: planning sees the dose at voxel centres, the histogram the whole cube
                objectives:
                  - { structure: FACES, type: uniform-dose, dose: 57.6, weight: 100 }
                  - { structure: BODY, type: dose-falloff, from: 57.6, to: 20, within: 10, weight: 100 }
                """);
        }

        public string Case => Path.Combine(parent.FullName, "case");

        public string Recipe => Path.Combine(parent.FullName, "recipe.yaml");

        public void Dispose() => parent.Delete(recursive: true);
    }
}
