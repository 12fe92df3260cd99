using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Workflow;
using Xunit;

namespace Hanbeam.Tests.Planning.Workflow;

public sealed class MonteCarloForwardDoseTests
{
    [Fact]
    public void Calculate_InAModelOfKernels_IsRefused()
    {
        var task = new PlanDoseTask(null!, null!, null!, RbeModels.Get("kernels:1"), null!);
        var refusal = Assert.Throws<InputException>(() => new MonteCarloForwardDose(MonteCarloStop.Default, 1).Calculate(task, WorkContext.Default));
        Assert.Contains("kernels:1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stop_WithoutAnyLimit_IsRefused() => Assert.Throws<InputException>(() => new MonteCarloStop().Validate());
}
