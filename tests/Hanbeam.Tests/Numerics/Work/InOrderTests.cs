using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Numerics.Work;

public sealed class InOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void For_WhereALaterOneFailsFirst_TellsTheFirstInOrder(int threads)
    {
        using var laterFailed = new ManualResetEventSlim(threads == 1);
        var told = Assert.Throws<InputException>(() => InOrder.For(4, new WorkContext(threads), n =>
        {
            if (n == 1)
            {
                laterFailed.Wait(TestContext.Current.CancellationToken);
                throw new AggregateException(new OperationCanceledException(), new AggregateException(new InputException("one")));
            }

            if (n != 2) return;
            laterFailed.Set();
            throw new InputException("two");
        }));
        Assert.Equal("one", told.Message);
    }

    [Fact]
    public void For_BehindAFailure_BeginsNothing()
    {
        var done = new List<int>();
        Assert.Throws<InputException>(() => InOrder.For(4, new WorkContext(1), n =>
        {
            done.Add(n);
            if (n == 1) throw new InputException("one");
        }));
        Assert.Equal([0, 1], done);
    }
}
