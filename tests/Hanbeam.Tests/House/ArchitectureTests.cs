using System.Xml.Linq;
using Xunit;

namespace Hanbeam.Tests.House;

/// <summary>Repeats the table of docs/map.md: which project may reference which, and which packages it may use.</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] BuildOnly = ["Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    /// <summary>Project, projects it may reference, packages it may use.</summary>
    private static readonly (string Project, string[] References, string[] Packages)[] Table =
    [
        ("Numerics", [], ["System.Numerics.Tensors"]),
        ("Physics", ["Numerics"], []),
        ("Biology", ["Numerics", "Physics"], []),
        ("Treatment", ["Numerics"], []),
        ("Dose", ["Numerics", "Physics", "Treatment"], []),
        ("Planning", ["Numerics", "Physics", "Biology", "Treatment", "Dose"], []),
        ("Centre", ["Numerics", "Treatment"], ["Google.OrTools"]),
        ("Dicom", ["Numerics", "Treatment"], []),
        ("App", ["Numerics", "Physics", "Biology", "Treatment", "Dose", "Planning", "Centre", "Dicom"],
            ["System.CommandLine", "YamlDotNet", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies"]),
    ];

    public static TheoryData<string> Projects => [.. Table.Select(row => row.Project)];

    [Fact]
    public void Table_HoldsEveryProject_OfTheSolution()
    {
        var projects = Directory.EnumerateDirectories(SourceTree.Path("src")).Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any());
        Assert.Equal(Table.Select(row => "Hanbeam." + row.Project).Order(), projects.Select(folder => Path.GetFileName(folder)!).Order());
        var solution = File.ReadAllText(SourceTree.Path("Hanbeam.slnx"));
        Assert.All(SourceTree.Files(".", "*.csproj"), project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_OnlyWhatTheTableAllows(string project)
    {
        var references = Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)["Hanbeam.".Length..]);
        Assert.Empty(references.Except(Row(project).References));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_Uses_OnlyThePackagesOfTheTable(string project) =>
        Assert.Empty(Items(project, "PackageReference").Except(Row(project).Packages).Except(BuildOnly));

    [Fact]
    public void Map_Repeats_TheTable()
    {
        var rows = File.ReadLines(SourceTree.Path("docs", "map.md"))
            .Where(line => line.StartsWith("| Hanbeam.", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => $"{cells[1]}: {cells[2]}: {cells[3]}");
        Assert.Equal(Table.Select(row => $"Hanbeam.{row.Project}: {List(row.References)}: {List(row.Packages)}"), rows);
    }

    private static string List(string[] names) => names.Length == 0 ? "–" : string.Join(", ", names);

    private static (string Project, string[] References, string[] Packages) Row(string project) => Table.Single(row => row.Project == project);

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(SourceTree.Path("src", "Hanbeam." + project, $"Hanbeam.{project}.csproj"))
            .Descendants(kind).Select(item => item.Attribute("Include")!.Value);
}
