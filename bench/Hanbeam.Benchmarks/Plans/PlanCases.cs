using System.Text.RegularExpressions;

namespace Hanbeam.Benchmarks.Plans;

/// <summary>Puts the cases into a folder.</summary>
internal static partial class PlanCases
{
    /// <summary>Name of the machine that <see cref="Box"/> is planned with, in the folder.</summary>
    public const string BoxMachine = "carbon-generic.machine";

    /// <summary>matRad's box as a mask folder, with the objectives, spots and fractions of its reference plan.</summary>
    /// <param name="matRad">The folder of the reference data.</param>
    /// <param name="folder">Where to put it.</param>
    public static PlanCase Box(string matRad, string folder)
    {
        var masks = Directory.CreateDirectory(Path.Combine(folder, "box", "structures")).FullName;
        File.Copy(Path.Combine(matRad, "phantoms", "BOXPHANTOM_ct.mha"), Path.Combine(folder, "box", "ct.mha"));
        File.Copy(Path.Combine(matRad, "phantoms", "BOXPHANTOM_BODY.mha"), Path.Combine(masks, "BODY.mha"));
        File.Copy(Path.Combine(matRad, "phantoms", "BOXPHANTOM_OuterTarget.mha"), Path.Combine(masks, "OuterTarget.mha"));

        // 13 × 13 rays of 5 mm and layers 2 mm apart, as its plan.json says.
        return new PlanCase("box", "matRad's carbon box, 5 mm spots, one beam, kernels:1", Write(folder, "box.yaml", $$"""
            case: box
            machine: {{BoxMachine}}
            calibration: water-zero
            prescription: { target: OuterTarget, dose: 60, fractions: 30, rbe: "kernels:1" }
            beams:
              - { gantry: 0, couch: 0, isocentre: [-3, -3, -3] }
            spots: { spacing: 5, layerSpacing: 2, margin: 0 }
            objectives:
              - { structure: OuterTarget, type: uniform-dose, dose: 60, weight: 800 }
              - { structure: BODY, type: max-dose, dose: 5, weight: 100 }
            """), 2);
    }

    /// <summary>The open case openkbp_pt_112 with its recipe: nominal, and robust with some numbers of scenarios.</summary>
    /// <param name="repository">The checkout.</param>
    /// <param name="cases">The folder of the cases.</param>
    /// <param name="folder">Where to put the recipes.</param>
    public static IEnumerable<PlanCase> HeadAndNeck(string repository, string cases, string folder)
    {
        var recipe = CaseLine().Replace(File.ReadAllText(Path.Combine(repository, "cases", "recipes", "openkbp_pt_112.yaml")), "case: " + Path.Combine(cases, "openkbp_pt_112"));
        string Robust(int scenarios) => Write(folder, $"pt_112-{scenarios}.yaml", $"{recipe}\nrobustness: {{ setup: 3, range: 3.5, method: worst-case, scenarios: {scenarios} }}\n");
        yield return new PlanCase("pt_112", "openkbp_pt_112, two beams, 4 mm spots, 3 mm voxels", Write(folder, "pt_112.yaml", recipe), 10);
        yield return new PlanCase("robust-9", "the same, nine scenarios (worst case, 3 mm, 3.5 %)", Robust(9), 60);
        yield return new PlanCase("robust-21", "the same, 21 scenarios", Robust(21), null);
    }

    private static string Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    [GeneratedRegex("^case:.*$", RegexOptions.Multiline)]
    private static partial Regex CaseLine();
}
