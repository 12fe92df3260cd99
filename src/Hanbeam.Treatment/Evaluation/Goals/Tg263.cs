namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>Standard names of structures [Mayo2018] for what files often call them.</summary>
public static class Tg263
{
    // Left and right pairs: the name ends _L or _R; a name without a side keeps none.
    private static readonly (string Name, string[] Others)[] Pairs =
    [
        ("OpticNrv", ["OpticNerve", "NervusOpticus", "NrvOptic", "OptNrv", "ON"]),
        ("Eye", ["Eyeball", "Globe", "Orbit"]),
        ("Lens", []),
        ("Cochlea", ["InnerEar"]),
        ("Parotid", ["ParotidGland", "GlndParotid", "Parotis"]),
        ("Glnd_Submand", ["Submandibular", "SubmandibularGland", "SMG"]),
        ("Glnd_Lacrimal", ["Lacrimal", "LacrimalGland"]),
        ("Lobe_Temporal", ["TemporalLobe"]),
        ("Hippocampus", []),
        ("Lung", []),
        ("Kidney", []),
        ("Femur_Head", ["FemoralHead", "FemurHead"]),
        ("LumbSacPlex", ["LumbosacralPlexus", "SacralPlexus"]),
        ("BrachialPlex", ["BrachialPlexus"]),
        ("A_Carotid", ["Carotid", "CarotidArtery"]),
        ("Retina", []),
    ];

    private static readonly (string Name, string[] Others)[] Singles =
    [
        ("External", ["Body", "Outline", "Skin Outline", "Outer Contour"]),
        ("Brain", ["WholeBrain"]),
        ("Brainstem", ["Hirnstamm"]),
        ("SpinalCord", ["Cord", "Medulla", "Myelon"]),
        ("SpinalCanal", ["Canal"]),
        ("OpticChiasm", ["Chiasm", "Chiasma"]),
        ("Pituitary", ["PituitaryGland", "Hypophysis"]),
        ("Bone_Mandible", ["Mandible", "LowerJaw"]),
        ("Cavity_Oral", ["OralCavity", "Mouth"]),
        ("Glnd_Thyroid", ["Thyroid"]),
        ("Larynx", []),
        ("Esophagus", ["Oesophagus"]),
        ("Lips", []),
        ("Musc_Constrict", ["Constrictor", "PharyngealConstrictor", "PharynxConstrictor"]),
        ("Trachea", []),
        ("A_Aorta", ["Aorta"]),
        ("Heart", []),
        ("Liver", []),
        ("Gallbladder", []),
        ("Pancreas", []),
        ("Spleen", []),
        ("Stomach", []),
        ("Duodenum", []),
        ("Bowel", ["Intestine", "Intestines"]),
        ("Bowel_Large", ["LargeBowel"]),
        ("Bowel_Small", ["SmallBowel", "SmallIntestine"]),
        ("Colon_Sigmoid", ["Sigmoid"]),
        ("Rectum", []),
        ("Bladder", ["UrinaryBladder", "Blase"]),
        ("PenileBulb", []),
        ("Prostate", []),
        ("SeminalVes", ["SeminalVesicle", "SeminalVesicles"]),
        ("Skin", []),
    ];

    private static readonly Dictionary<string, string> ByPlainName = Table();

    /// <summary>The standard name of a structure, or null where the name is standard already, or not known here.</summary>
    /// <param name="name">A name as a file has it; case, blanks, hyphens and underscores make no difference.</param>
    public static string? Suggestion(string name) =>
        ByPlainName.TryGetValue(Key(name), out var standard) && standard != name ? standard : null;

    /// <summary>The standard names that are known here.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByPlainName.Values.Distinct().Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> Table()
    {
        var table = new Dictionary<string, string>();
        foreach (var (name, others) in Singles)
            foreach (var other in others.Prepend(name)) table.TryAdd(Key(other), name);
        foreach (var (name, others) in Pairs)
            foreach (var other in others.Prepend(name))
            {
                table.TryAdd(Key(other), name);
                foreach (var (side, words) in new[] { ("L", "L Lt Left Li Links"), ("R", "R Rt Right Re Rechts") })
                    foreach (var word in words.Split(' '))
                        foreach (var written in new[] { other + word, word + other }) table.TryAdd(Key(written), $"{name}_{side}");
            }

        return table;
    }

    private static string Key(string name) => StructureNames.Plain(name).ToUpperInvariant();
}
