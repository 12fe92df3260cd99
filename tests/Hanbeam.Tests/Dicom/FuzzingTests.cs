using Hanbeam.Fuzzing;
using Xunit;

namespace Hanbeam.Tests.Dicom;

/// <summary>The short twin of the recorded fuzzing (docs/verification/records/fuzzing): all that was found there, and some hundred thousand new inputs.</summary>
public sealed class FuzzingTests
{
    // Of each target: about a minute for all of them together on an idle machine.
    private const int Executions = 300_000;

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Target_OfWhatWasFoundAndNewInputs_NeverFailsAndStaysSmall(string name)
    {
        var target = FuzzTargets.Find(name);
        var corpus = target.Seeds().Concat(FuzzTargets.Split(File.ReadAllBytes(SourceTree.Path("tests", "Hanbeam.Fuzzing", "corpus", name + ".bin"))).Select(input => input.ToArray())).ToList();
        var run = new FuzzRun(target, seed: 2026, corpus);

        run.Run(Executions);

        Assert.Equal(Executions + corpus.Count, run.Executions);
        // A busy machine may stop any process for a second, so time is judged by the recorded runs only.
        Assert.Empty(run.Faults.Where(fault => !fault.Fault.StartsWith("hang", StringComparison.Ordinal)).Select(fault => fault.Fault));
        Assert.InRange(run.PeakAllocatedBytes, 1, FuzzRun.MostAllocatedBytes);
    }

    [Fact]
    public void Make_SameSeedAndExecution_IsTheSameInput()
    {
        var corpus = FuzzTargets.Find("dataset").Seeds().ToList();
        Assert.Equal(new Mutator().Make(corpus, 1, 77).ToArray(), new Mutator().Make(corpus, 1, 77).ToArray());
        Assert.NotEqual(new Mutator().Make(corpus, 1, 77).ToArray(), new Mutator().Make(corpus, 1, 78).ToArray());
    }

    // Every seed is good, or the fuzzer would start from refusals.
    [Theory]
    [MemberData(nameof(Targets))]
    public void Seed_IsReadWithoutARefusal(string name)
    {
        foreach (var seed in FuzzTargets.Find(name).Seeds()) Assert.Equal("", FuzzTargets.RefusalOf(name, seed));
    }
}
