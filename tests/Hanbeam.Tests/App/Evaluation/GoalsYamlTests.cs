using Hanbeam.App.Evaluation;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.App.Evaluation;

/// <summary>Goals as YAML: what is read, what is refused with its line, and the sets that ship.</summary>
public sealed class GoalsYamlTests
{
    private const string Head = "schema: hanbeam-goals/1\nrbe: mmkm-qst\nfractions: [16]\ngoals:\n";

    public static TheoryData<string> Shipped => [.. GoalLibrary.Names];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void ShippedSet_IsRead_AndEveryLimitHasItsSource(string name)
    {
        var set = GoalsYaml.Read(GoalLibrary.Resolve(name));
        Assert.Equal(name, set.Name);
        Assert.NotEmpty(set.Description);
        Assert.All(set.Goals, goal => Assert.Contains(goal.Evidence, new[] { "found", "from memory" }));
        Assert.All(set.Goals, goal => Assert.True(goal.Source.Length > 0 && goal.RbeModel is "mmkm-qst" or "lem1:chordoma", $"{goal.Structure} {goal.Expression}"));
        Assert.All(set.Goals, goal => Assert.True(goal.Evidence == "found" || goal.Source.Contains("no publication at hand", StringComparison.Ordinal)));
    }

    [Fact]
    public void ShippedSets_AreThere_ForHeadAndNeckProstateAndBone() =>
        Assert.All(new[] { "head-and-neck", "prostate", "bone-tumours" }, site => Assert.Contains(GoalLibrary.Names, name => name.StartsWith(site, StringComparison.Ordinal) && name.Contains("mmkm", StringComparison.Ordinal)));

    [Fact]
    public void Goal_TakesOver_WhatTheSetSays()
    {
        var set = GoalsYaml.Parse("g.yaml", Head + """
              - { structure: Brainstem, aliases: [BrainStem*, Stem], goal: "D0.1cc[Gy(RBE)] <= 40", tolerance: 2, priority: 3, source: S, evidence: found }
              - { structure: Lens, goal: "Max[Gy] <= 7", fractions: 12 }
              - { structure: PTV, goal: "Mean[keV/um] >= 40" }
              - { structure: PTV, goal: "V95%[%] >= 99", rbe: "lem1:chordoma" }
            """);
        Assert.Equal("g", set.Name);
        var (first, gray, let, relative) = (set.Goals[0], set.Goals[1], set.Goals[2], set.Goals[3]);
        Assert.Equal(("Brainstem", 2.0, 3, "mmkm-qst", "S", "found"), (first.Structure, first.Tolerance, first.Priority, first.RbeModel, first.Source, first.Evidence));
        Assert.Equal(["BrainStem*", "Stem"], first.Aliases);
        Assert.Equal([16], first.Fractions);
        Assert.Equal((null, 12), (gray.RbeModel, gray.Fractions.Single()));
        Assert.Null(let.RbeModel);
        Assert.Equal("lem1:chordoma", relative.RbeModel);
    }

    [Theory]
    [InlineData("goals: [ { structure: A, goal: \"HI < 1\" } ]", "line 1: the key schema is missing")]
    [InlineData("schema: hanbeam-goals/2\ngoals: [ { structure: A, goal: \"HI < 1\" } ]", "line 1: schema is 'hanbeam-goals/2', and hanbeam-goals/1 is expected")]
    [InlineData("schema: hanbeam-goals/1\ngoals: []", "line 2: goals must list at least one goal")]
    [InlineData("schema: hanbeam-goals/1\ngoals:\n  - structure: A\n    goal: D95[Gy] > 1", "line 4: 'D95[Gy]' is no metric: at character 4, '[', the unit of the volume, % or cc is expected; did you mean D95%[Gy]?")]
    [InlineData("schema: hanbeam-goals/1\ngoals:\n  - structure: A\n    gaol: D95%[Gy] > 1", "line 4: unknown key 'gaol' in goals[1]; did you mean goal?")]
    [InlineData("schema: hanbeam-goals/1\ngoals:\n  - { structure: A, goal: \"Max[Gy(RBE)] < 1\" }", "line 3: Max[Gy(RBE)] is in Gy(RBE), and the key rbe does not say of which model")]
    [InlineData("schema: hanbeam-goals/1\ngoals:\n  - { structure: A, goal: \"Max[Gy] < 1\", rbe: mmkm-qst }", "line 3: Max[Gy] is about Gy, which has no RBE model")]
    [InlineData("schema: hanbeam-goals/1\ngoals:\n  - { structure: A, goal: \"Max[Gy] < 1\", tolerance: -1 }", "line 3: a tolerance is 0 or more")]
    [InlineData("schema: hanbeam-goals/1\ngoals:\n  - { structure: A, goal: \"Max[Gy] < 1\", priority: 0 }", "line 3: a priority is a whole number from 1")]
    [InlineData("schema: hanbeam-goals/1\ngoals:\n  - { structure: A, goal: \"Max[Gy] < 1\", fractions: [16, x] }", "line 3: goals[1].fractions holds 'x', and whole numbers are expected")]
    [InlineData("schema: hanbeam-goals/1\ngoals:\n  - { structure: A, goal: \"Max[Gy] < 1\", fractions: 0 }", "line 3: fractions are whole numbers from 1, and 0 is given")]
    public void Goals_ThatAreWrong_AreRefusedWithTheirLine(string yaml, string says) =>
        Assert.Contains(says, Assert.Throws<InputException>(() => GoalsYaml.Parse("g.yaml", yaml)).Message, StringComparison.Ordinal);

    [Fact]
    public void Name_ThatIsNone_SuggestsTheNearest() =>
        Assert.Contains("did you mean prostate-mmkm-12?", Assert.Throws<InputException>(() => GoalLibrary.Resolve("prostate-mmkm-16")).Message, StringComparison.Ordinal);
}
