using System.Reflection;
using Xunit;

namespace Hanbeam.Tests;

/// <summary>Repeats the table of docs/map.md: which project may reference which.</summary>
public sealed class ArchitectureTests
{
    public static TheoryData<string, string[]> Table => new()
    {
        { "Numerics", [] },
        { "Physics", ["Numerics"] },
        { "Biology", ["Numerics", "Physics"] },
        { "Treatment", ["Numerics"] },
        { "Dose", ["Numerics", "Physics", "Treatment"] },
        { "Planning", ["Numerics", "Physics", "Biology", "Treatment", "Dose"] },
        { "Dicom", ["Numerics", "Treatment"] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Project_References_OnlyWhatTheTableAllows(string project, string[] allowed)
    {
        var references = Assembly.Load("Hanbeam." + project).GetReferencedAssemblies()
            .Select(name => name.Name!).Where(name => name.StartsWith("Hanbeam.", StringComparison.Ordinal));
        Assert.Empty(references.Except(allowed.Select(name => "Hanbeam." + name)));
    }
}
