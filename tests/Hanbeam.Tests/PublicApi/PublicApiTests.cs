using System.Reflection;
using Xunit;

namespace Hanbeam.Tests.PublicApi;

/// <summary>
/// The public interface of the packages, one line a member, in files that are reviewed: what changes there changes for their users.
/// HANBEAM_UPDATE=1 writes the files anew.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Hanbeam.Numerics")]
    [InlineData("Hanbeam.Treatment")]
    public void PublicInterface_IsWhatItsFileSays(string assembly)
    {
        var file = SourceTree.Path("tests", "Hanbeam.Tests", "PublicApi", assembly + ".txt");
        var now = PublicInterface.Of(Assembly.Load(assembly));
        if (Environment.GetEnvironmentVariable("HANBEAM_UPDATE") == "1") File.WriteAllText(file, string.Join('\n', now) + "\n");
        var frozen = File.ReadAllLines(file);
        var difference = frozen.Except(now).Select(line => "- " + line).Concat(now.Except(frozen).Select(line => "+ " + line));
        Assert.True(frozen.SequenceEqual(now), $"{assembly} has another public interface than {file}; look at it, then run this test with HANBEAM_UPDATE=1:\n" + string.Join('\n', difference));
    }

    [Fact]
    public void PublicInterface_OfATypeMadeForIt_IsWrittenOut() => Assert.Equal(
        [
            "Hanbeam.Tests.PublicApi.Shown`1: sealed class : System.IComparable<T>",
            "Hanbeam.Tests.PublicApi.Shown`1.Constant: const System.Int32 = 3",
            "Hanbeam.Tests.PublicApi.Shown`1.Name: System.String? { get; init; }",
            "Hanbeam.Tests.PublicApi.Shown`1.Shown(System.Int32 count = 2)",
            "Hanbeam.Tests.PublicApi.Shown`1.CompareTo(T? other): System.Int32",
            "Hanbeam.Tests.PublicApi.Shown`1.Of(ref T item, params System.ReadOnlySpan<T?> items): static System.Collections.Generic.IReadOnlyList<System.String?>",
        ], PublicInterface.Of(typeof(Shown<>)));
}
