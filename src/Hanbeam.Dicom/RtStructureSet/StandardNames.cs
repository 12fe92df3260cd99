using System.Text.RegularExpressions;

namespace Hanbeam.Dicom.RtStructureSet;

/// <summary>
/// Names of common organs as the nomenclature of AAPM's Task Group 263 writes them [Mayo2018], found from the words and abbreviations that
/// clinics use. Targets, derived structures and everything else stay as they are called.
/// </summary>
internal static partial class StandardNames
{
    // Standard name, and other ways to say it without the side; * marks organs that have a side.
    private static readonly (string Name, string Words)[] Table =
    [
        ("A_Aorta", "aorta"), ("A_Carotid*", "carotid carotidartery"), ("Bladder", "bladder urinarybladder blase"), ("Bone_Mandible", "mandible bonemandible lowerjaw"),
        ("Bowel_Large", "largebowel bowellarge"), ("Bowel_Small", "smallbowel bowelsmall"), ("BrachialPlex*", "brachialplexus brachialplex plexus"),
        ("Brain", "brain wholebrain"), ("Brainstem", "brainstem hirnstamm"), ("Cavity_Oral", "oralcavity cavityoral"), ("Cochlea*", "cochlea"),
        ("Duodenum", "duodenum"), ("Esophagus", "esophagus oesophagus"), ("External", "body external outline patient"), ("Eye*", "eye eyeball globe"),
        ("Femur_Head*", "femoralhead femurhead headoffemur"), ("Gallbladder", "gallbladder"), ("Glnd_Lacrimal*", "lacrimalgland lacrimal glndlacrimal"),
        ("Glnd_Submand*", "submandibular submandibulargland glndsubmand smg"), ("Glnd_Thyroid", "thyroid thyroidgland glndthyroid"), ("Heart", "heart"),
        ("Hippocampus*", "hippocampus"), ("Kidney*", "kidney"), ("Larynx", "larynx"), ("Lens*", "lens"), ("Lips", "lips"), ("Liver", "liver"),
        ("Lobe_Temporal*", "temporallobe lobetemporal"), ("Lung*", "lung"), ("Musc_Constrict", "constrictor pharyngealconstrictor pharynxconstrictor muscconstrict"),
        ("OpticChiasm", "chiasm chiasma opticchiasm"), ("OpticNrv*", "opticnerve opticnrv on"), ("Pancreas", "pancreas"), ("Parotid*", "parotid parotis parotidgland"),
        ("PenileBulb", "penilebulb bulb"), ("Pituitary", "pituitary hypophysis pituitarygland"), ("Prostate", "prostate"), ("Rectum", "rectum"),
        ("Retina*", "retina"), ("SeminalVes", "seminalvesicles seminalvesicle seminalves sv"), ("SpinalCanal", "spinalcanal canal"), ("SpinalCord", "spinalcord cord myelon"),
        ("Spleen", "spleen"), ("Stomach", "stomach"), ("Trachea", "trachea"),
    ];

    private static readonly Dictionary<string, string> ByWord = Table.SelectMany(entry => entry.Words.Split(' '), (entry, word) => (word, entry.Name)).ToDictionary();

    /// <summary>The standard's name for an organ; null where the name is standard already or not known.</summary>
    internal static string? Suggest(string name)
    {
        var (words, side) = SplitSide(name);
        if (!ByWord.TryGetValue(words, out var standard)) return null;
        var hasSide = standard.EndsWith('*');
        if (!hasSide && side.Length > 0) return null;
        standard = hasSide ? standard[..^1] + (side.Length > 0 ? "_" + side : "") : standard;
        return standard == name ? null : standard;
    }

    // Letters only, in lower case, and L or R where a word says it: 'Lt Optic Nerve' is opticnerve and L.
    private static (string Words, string Side) SplitSide(string name)
    {
        var words = Word().Matches(name).Select(match => match.Value.ToLowerInvariant()).ToList();
        var side = "";
        foreach (var (letter, spellings) in new[] { ("L", "l lt left li links"), ("R", "r rt right re rechts") })
        {
            var found = words.FindIndex(word => spellings.Split(' ').Contains(word));
            if (found < 0 || words.Count == 1) continue;
            words.RemoveAt(found);
            side += letter;
        }

        return side.Length > 1 ? ("", "") : (string.Concat(words), side);
    }

    // A run of capitals, a capitalised word, or a lower-case word; digits are parts of names of other things.
    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\d+")]
    private static partial Regex Word();
}
