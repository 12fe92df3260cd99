using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Hanbeam.Treatment.Doses;
using Xunit;

namespace Hanbeam.Tests.Samples;

/// <summary>samples/Evaluate evaluates doses with Hanbeam.Numerics and Hanbeam.Treatment alone: as projects, and as packages from a feed of nothing else.</summary>
public sealed partial class EvaluateSampleTests
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    [Fact]
    public async Task Sample_EvaluatesItsBall()
    {
        var run = await ToolRun.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "Evaluate.dll")]);
        Assert.True(run.Code == 0, run.Output + run.Error);
        CheckBall(run.Output);
    }

    [Fact]
    public async Task Sample_OnAFileThatIsNone_SaysSo()
    {
        var run = await ToolRun.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "Evaluate.dll"), "absent.mha", "absent"]);
        Assert.Equal(2, run.Code);
        Assert.Contains("absent.mha", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Packages_NeedNothingElseOfHanbeam()
    {
        var treatment = typeof(DoseVolume).Assembly;
        Assert.Equal(["Hanbeam.Numerics"], Foreign(treatment));
        Assert.Empty(Foreign(Assembly.Load("Hanbeam.Numerics")));
        Assert.Equal(["Hanbeam.Numerics", "Hanbeam.Treatment"], Foreign(Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "Evaluate.dll"))));

        static IEnumerable<string> Foreign(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    // Packs, restores and builds: half a minute.
    [Fact]
    [Trait("Category", "Long")]
    public async Task Sample_BuiltAgainstThePackagesAlone_EvaluatesItsBall()
    {
        using var folder = new TemporaryFolder();
        foreach (var project in new[] { "Hanbeam.Numerics", "Hanbeam.Treatment" })
            await Succeeds("pack", SourceTree.Path("src", project), "--no-build", "-c", Configuration, "-o", folder["feed"], "-v", "q", "-nologo");
        Assert.Equal(2, Directory.GetFiles(folder["feed"], "*.nupkg").Length);
        var version = PackageVersion().Match(Directory.GetFiles(folder["feed"], "Hanbeam.Treatment.*.nupkg").Single()).Groups[1].Value;

        // No source but the feed; what Hanbeam's own build restored before (System.Numerics.Tensors) may be taken from where it lies.
        Directory.CreateDirectory(folder["sample"]);
        File.Copy(SourceTree.Path("samples", "Evaluate", "Program.cs"), folder["sample", "Program.cs"]);
        var restored = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await File.WriteAllTextAsync(folder["sample", "nuget.config"], $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{folder["feed"]}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="restored" value="{restored}" /></fallbackPackageFolders>
            </configuration>
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["sample", "Evaluate.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>
                <RestorePackagesPath>{folder["packages"]}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="Hanbeam.Treatment" Version="[{version}]" /></ItemGroup>
            </Project>
            """, TestContext.Current.CancellationToken);
        await Succeeds("msbuild", folder["sample"], "-restore", "-p:Configuration=Release", "-nodeReuse:false", "-v:q", "-nologo");
        var run = await ToolRun.Start("dotnet", [folder["sample", "bin", "Release", "net10.0", "Evaluate.dll"]]);
        Assert.True(run.Code == 0, run.Output + run.Error);
        CheckBall(run.Output);
        Assert.Equal(["Hanbeam.Numerics.dll", "Hanbeam.Treatment.dll"], Directory.GetFiles(folder["sample", "bin", "Release", "net10.0"], "Hanbeam.*.dll").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    private static async Task Succeeds(params string[] arguments)
    {
        var run = await ToolRun.Start("dotnet", arguments);
        Assert.True(run.Code == 0, run.Output + run.Error);
    }

    // A ball of 20 mm in 40 Gy·exp(−r²/2σ²), σ = 20 mm: the volume within r is 4π/3·r³, so half of it lies above the dose at r = 20·2^(−1/3) mm, and
    // 30 Gy are at r = σ·sqrt(2·ln(4/3)) = 15.17 mm. Linear interpolation on h = 2 mm is too low by up to h²/8·|ΔD| = 0.09 Gy there, which at 1.14 Gy/mm and
    // a surface of 28.9 cm² is 0.23 cm³.
    private static void CheckBall(string output)
    {
        var figures = Figures().Match(output);
        Assert.True(figures.Success, output);
        Assert.Equal(4 / 3.0 * Math.PI * 8, Number(1), 0.03);
        Assert.Equal(40 * Math.Exp(-0.5 * Math.Pow(2, -2 / 3.0)), Number(2), 0.09);
        Assert.Equal(4 / 3.0 * Math.PI * Math.Pow(2 * Math.Log(4 / 3.0), 1.5) * 8, Number(3), 0.23);
        Assert.Contains("goal BALL D98%[Gy] >= 30: Missed", output, StringComparison.Ordinal);
        // A shift of 1 mm is within 2 mm everywhere.
        Assert.Contains("gamma 3 %/2 mm: 100.00 %", output, StringComparison.Ordinal);

        double Number(int group) => double.Parse(figures.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"BALL: ([\d.]+) cc, .*D50%\[Gy\] ([\d.]+), .*V30Gy\[cc\] ([\d.]+)")]
    private static partial Regex Figures();

    [GeneratedRegex(@"Hanbeam\.Treatment\.(\d.*)\.nupkg$")]
    private static partial Regex PackageVersion();
}
