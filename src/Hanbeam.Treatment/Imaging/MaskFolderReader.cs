using System.Security.Cryptography;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Treatment.Imaging;

/// <summary>
/// Reads a case from a folder of MetaImages: <c>ct.mha</c> (HU) and one mask per structure in <c>structures/NAME.mha</c>; the one
/// called BODY or EXTERNAL, in any case, is the patient's outline. See docs/formats/case.md.
/// </summary>
public static class MaskFolderReader
{
    private const string CtName = "ct.mha";
    private const string StructuresName = "structures";
    private static readonly string[] TargetTypes = ["PTV", "CTV", "GTV"];

    /// <summary>Whether a folder is a case of this kind.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsMaskFolder(string folder) => File.Exists(Path.Combine(folder, CtName));

    /// <summary>Reads the case.</summary>
    /// <param name="folder">The folder that holds ct.mha.</param>
    /// <returns>The case with masks on the grids of their files, sorted by name.</returns>
    /// <exception cref="InputException">A file is missing, damaged or out of range.</exception>
    public static PatientCase Read(string folder)
    {
        var ctPath = Path.Combine(folder, CtName);
        if (!File.Exists(ctPath)) throw new InputException($"{folder} is no mask folder: it lacks {CtName}");
        var ct = MetaImage.Read(ctPath);
        CtSpacing.Check(ctPath, ct.Geometry.Spacing);
        if (ct.Values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            throw new InputException($"{ctPath}: a CT number is not a finite number of HU");
        var files = MaskFiles(Path.Combine(folder, StructuresName));
        var warnings = new List<string>();
        var structures = ReadStructures(files, warnings);
        if (!structures.Exists(structure => structure.IsExternal))
            warnings.Add($"{folder}: no structure is called BODY or EXTERNAL, so the whole image counts as the patient.");
        return new PatientCase
        {
            Source = folder,
            Files = [ctPath, .. files],
            Kind = CaseKind.Masks,
            Ct = new CtImage(ct, PatientPosition.HFS),
            Structures = structures,
            Identity = MadeUpIdentity.Create(Path.GetFileName(Path.GetFullPath(folder)), ContentHash([ctPath, .. files]), ct.Geometry.Nz),
            Warnings = warnings,
        };
    }

    /// <summary>Reads masks without their CT: for doses that are evaluated by themselves.</summary>
    /// <param name="folder">The folder that holds one mask per structure, or the one above its folder <c>structures</c>.</param>
    /// <param name="warnings">Receives what the user should know, one sentence each.</param>
    /// <returns>The structures, sorted by name; none where there is no mask.</returns>
    /// <exception cref="InputException">A file is damaged or out of range.</exception>
    public static IReadOnlyList<Structure> ReadMasks(string folder, ICollection<string> warnings)
    {
        var below = Path.Combine(folder, StructuresName);
        var noticed = new List<string>();
        var structures = ReadStructures(MaskFiles(Directory.Exists(below) ? below : folder), noticed);
        foreach (var warning in noticed) warnings.Add(warning);
        return structures;
    }

    private static string[] MaskFiles(string folder) => Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.mha").Order(StringComparer.Ordinal)] : [];

    private static List<Structure> ReadStructures(IEnumerable<string> files, List<string> warnings)
    {
        var structures = new List<Structure>();
        foreach (var file in files) structures.Add(ReadStructure(file, structures, warnings));
        return structures;
    }

    private static Structure ReadStructure(string path, List<Structure> before, List<string> warnings)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var mask = MetaImage.Read(path, out var storage);
        ToFractions(path, mask, storage);
        if (!mask.Values.AsSpan().ContainsAnyExcept(0f)) warnings.Add($"{path}: the mask is empty.");
        var type = TypeOf(name);
        if (type == "EXTERNAL" && before.Find(structure => structure.IsExternal) is { } first)
        {
            warnings.Add($"{path}: '{first.Name}' already is the patient's outline, so this one counts as an organ.");
            type = "ORGAN";
        }

        return new Structure { Name = name, Type = type, Number = before.Count + 1, Mask = mask };
    }

    // Label maps hold any number but 0 for inside; only floating-point masks can hold fractions.
    private static void ToFractions(string path, Grid<float> mask, MetaElementType storage)
    {
        var fractional = storage is MetaElementType.Float or MetaElementType.Double;
        var values = mask.Values;
        for (var n = 0; n < values.Length; n++)
        {
            if (!fractional) values[n] = values[n] == 0 ? 0 : 1;
            else if (!(values[n] >= 0 && values[n] <= 1))
                throw new InputException($"{path}: voxel {mask.Geometry.Voxel(n)} is {FormattableString.Invariant($"{values[n]}")}, a mask of floats holds the fraction inside, 0 to 1");
        }
    }

    private static string TypeOf(string name)
    {
        if (name.Equals("BODY", StringComparison.OrdinalIgnoreCase) || name.Equals("EXTERNAL", StringComparison.OrdinalIgnoreCase)) return "EXTERNAL";
        return TargetTypes.FirstOrDefault(type => name.StartsWith(type, StringComparison.OrdinalIgnoreCase)) ?? "ORGAN";
    }

    // Names and bytes of all files: the same folder elsewhere is the same phantom.
    private static string ContentHash(IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            using var stream = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
