using Hanbeam.App.Recipes;
using Hanbeam.Dicom.Network;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Network;

/// <summary>Who is who on the network, from a file of the schema hanbeam-dicom-nodes/1 (docs/formats/dicom-nodes.md).</summary>
/// <param name="Self">Who we are.</param>
/// <param name="Nodes">The systems that we know, by their names.</param>
internal sealed record DicomNodesFile(DicomSelf Self, IReadOnlyDictionary<string, DicomNode> Nodes)
{
    private const string Schema = "hanbeam-dicom-nodes/1";
    private const int HighestPort = 65535;
    private const double ShortestTimeoutSeconds = 0.1;
    private const double LongestTimeoutSeconds = 3600;
    private const int MostRetries = 10;

    /// <summary>The file that is read where none is named: dicom-nodes.yaml in the working folder, else in the user's configuration folder.</summary>
    public static string DefaultPath => File.Exists("dicom-nodes.yaml") ? "dicom-nodes.yaml"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "hanbeam", "dicom-nodes.yaml");

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It is not there, or says what it may not.</exception>
    public static DicomNodesFile Read(string path)
    {
        if (!File.Exists(path)) throw new InputException($"There is no list of DICOM nodes {path}; docs/formats/dicom-nodes.md shows how one is written, and --nodes names another.");
        var map = YamlMap.ParseDocument(path, File.ReadAllText(path));
        map.Allow("schema", "self", "nodes");
        if (map.Text("schema") is var schema && schema != Schema) throw map.ErrorAt("schema", $"the schema is '{schema}', and {Schema} is read");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var nodes = new Dictionary<string, DicomNode>();
        foreach (var entry in map.Maps("nodes"))
        {
            var node = ReadNode(entry, folder);
            if (!nodes.TryAdd(node.Name, node)) throw entry.ErrorAt("name", $"the name {node.Name} stands twice");
        }

        return new DicomNodesFile(map.OptionalMap("self") is { } self ? ReadSelf(self, folder) : new DicomSelf(), nodes);
    }

    /// <summary>The node of a name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public DicomNode Find(string name, string path) => Nodes.TryGetValue(name, out var node) ? node
        : throw new InputException($"{path} has no node '{name}'; it has {(Nodes.Count == 0 ? "none" : string.Join(", ", Nodes.Keys))}.");

    private static DicomSelf ReadSelf(YamlMap map, string folder)
    {
        map.Allow("ae", "address", "port", "tls");
        var usual = new DicomSelf();
        return new DicomSelf
        {
            AeTitle = map.OptionalText("ae") ?? usual.AeTitle,
            Address = map.OptionalText("address") ?? usual.Address,
            Port = OptionalPort(map) ?? usual.Port,
            Tls = ReadTls(map, folder),
        };
    }

    private static DicomNode ReadNode(YamlMap map, string folder)
    {
        map.Allow("name", "ae", "host", "port", "web", "user", "secretVariable", "secretInClear", "tls", "timeoutSeconds", "retries");
        var node = new DicomNode { Name = map.Text("name") };
        if (!map.Has("web") && !(map.Has("ae") && map.Has("host"))) throw map.ErrorAt("name", $"the node {node.Name} needs ae and host for DIMSE, or web for DICOMweb");
        return node with
        {
            AeTitle = map.OptionalText("ae") ?? "",
            Host = map.OptionalText("host") ?? "",
            Port = OptionalPort(map) ?? node.Port,
            Web = ReadAddress(map),
            WebUser = map.OptionalText("user") ?? "",
            WebSecret = ReadSecret(map),
            SendsSecretInClear = map.OptionalBoolean("secretInClear") ?? false,
            Tls = ReadTls(map, folder),
            Timeout = ReadTimeout(map) ?? node.Timeout,
            Retries = OptionalInteger(map, "retries", 0, MostRetries) ?? node.Retries,
        };
    }

    private static int? OptionalPort(YamlMap map) => OptionalInteger(map, "port", 1, HighestPort);

    private static int? OptionalInteger(YamlMap map, string key, int lowest, int highest) => map.OptionalInteger(key) is not { } value ? null
        : value >= lowest && value <= highest ? value : throw map.ErrorAt(key, $"{map.PathOf(key)} is {value}; {lowest} to {highest} are allowed");

    private static TimeSpan? ReadTimeout(YamlMap map) => map.OptionalNumber("timeoutSeconds") is not { } seconds ? null
        : seconds is >= ShortestTimeoutSeconds and <= LongestTimeoutSeconds ? TimeSpan.FromSeconds(seconds)
        : throw map.ErrorAt("timeoutSeconds", FormattableString.Invariant($"{map.PathOf("timeoutSeconds")} is {seconds} s; {ShortestTimeoutSeconds} to {LongestTimeoutSeconds} s are allowed"));

    private static Uri? ReadAddress(YamlMap map)
    {
        if (map.OptionalText("web") is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
            : throw map.ErrorAt("web", $"{map.PathOf("web")} is '{text}', and an http or https address is expected");
    }

    // Secrets do not belong into a file that people copy.
    private static string ReadSecret(YamlMap map)
    {
        if (map.OptionalText("secretVariable") is not { } variable) return "";
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } secret ? secret
            : throw map.ErrorAt("secretVariable", $"the environment has no variable {variable}, which {map.PathOf("secretVariable")} names");
    }

    private static DicomTls? ReadTls(YamlMap map, string folder)
    {
        if (!map.IsMap("tls")) return map.OptionalBoolean("tls") == true ? new DicomTls() : null;
        var tls = map.OptionalMap("tls")!;
        tls.Allow("authority", "certificate", "key");
        string FileOf(string key) => tls.OptionalText(key) is { } file ? Path.Combine(folder, file) : "";
        return new DicomTls { AuthorityFile = FileOf("authority"), CertificateFile = FileOf("certificate"), KeyFile = FileOf("key") };
    }
}
