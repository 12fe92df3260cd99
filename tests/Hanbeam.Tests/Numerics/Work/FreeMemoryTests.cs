using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Numerics.Work;

public sealed class FreeMemoryTests
{
    [Theory]
    [InlineData(100, 20, 20, 20, 80)]
    [InlineData(100, 20, 50, 50, 80)] // 30 that the collector holds and nobody uses are free
    [InlineData(100, 20, 50, 60, 70)] // 10 outside its heap are not
    [InlineData(100, 20, 50, 30, 80)] // what was never touched is not in the working set
    [InlineData(100, 90, 90, 120, 0)]
    public void Free_IsWhatNobodyHolds(long total, long live, long committed, long workingSet, long expected) => Assert.Equal(expected, FreeMemory.Of(total, live, committed, workingSet));
}
