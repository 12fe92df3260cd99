using Hanbeam.Centre.Simulation.Events;
using Hanbeam.Numerics.Random;
using Xunit;

namespace Hanbeam.Tests.Centre.Simulation;

/// <summary>Queues with known answers, run by the kernel that the centre runs on.</summary>
public sealed class QueueTests
{
    // Batches of customers whose means are nearly independent: 30 of them give a standard error that is itself good to 13 %.
    private const int Batches = 30, CustomersPerBatch = 20_000;

    // Means of 30 batches lie within 3.66 standard errors of the truth in all but one of a thousand runs (Student's t, 29 degrees of freedom).
    private const double StandardErrors = 3.66;

    [Theory]
    [InlineData(1, 0.5, 1u)]
    [InlineData(1, 0.8, 2u)]
    [InlineData(3, 0.7, 3u)]
    [InlineData(3, 0.7, 4u)]
    [InlineData(8, 0.9, 5u)]
    public void PoissonArrivals_ExponentialService_WaitAsErlangSays(int servers, double load, uint seed)
    {
        var queue = new Queue(servers, Distribution.Exponential(1 / (servers * load)), Distribution.Exponential(1), seed);
        queue.Run();
        AssertWithin(queue, ErlangWait(servers, load));
    }

    [Theory]
    [InlineData(0.3, 6u)]
    [InlineData(0.5, 7u)]
    [InlineData(0.8, 8u)]
    public void PoissonArrivals_ConstantService_WaitHalfAsLong(double load, uint seed)
    {
        // Pollaczek and Khinchine: rho / (2 (1 - rho)) service times.
        var queue = new Queue(1, Distribution.Exponential(1 / load), Distribution.Constant(1), seed);
        queue.Run();
        AssertWithin(queue, load / (2 * (1 - load)));
    }

    [Fact]
    public void Events_OfOneTime_ComeInTheOrderInWhichTheyWereScheduled()
    {
        var calendar = new EventCalendar();
        var log = new Recorder(calendar);
        foreach (var (seconds, signal) in new[] { (5.0, 1), (3.0, 2), (5.0, 3), (3.0, 4), (4.0, 5), (5.0, 6) }) calendar.Schedule(seconds, log, signal);
        calendar.Run();
        Assert.Equal([2, 4, 5, 1, 3, 6], log.Signals);
        Assert.Equal(5, calendar.Now);
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.Schedule(4, log));
    }

    [Fact]
    public void Pool_RequestOfSeveralKinds_IsNotOvertakenWithinItsKinds()
    {
        var calendar = new EventCalendar();
        var log = new Recorder(calendar);
        var pool = new ResourcePool(calendar, 2, 1);
        pool.Ask(log, 1, [1, 0]);
        pool.Ask(log, 2, [2, 1]);
        pool.Ask(log, 3, [1, 0]);
        pool.Ask(log, 4, [0, 1]);
        calendar.Run(10);
        Assert.Equal([1], log.Signals);
        pool.Release([1, 0]);
        calendar.Run(20);
        Assert.Equal([1, 2], log.Signals);
        pool.Release([2, 1]);
        calendar.Run(30);
        Assert.Equal([1, 2, 3, 4], log.Signals);
        // Kind 0: one unit for 10 s, then two for 10 s, then one; requests 2 and 3 waited for it 10 and 20 s; 4 waited 20 s for kind 1.
        Assert.Equal(10 + 20 + 10, pool.HeldUnitSeconds(0));
        Assert.Equal(30, pool.WaitedSeconds(0));
        Assert.Equal(20, pool.WaitedSeconds(1));
    }

    // Erlang's C formula: mean waiting time in mean service times.
    private static double ErlangWait(int servers, double load)
    {
        var offered = servers * load;
        double term = 1, sum = 0;
        for (var n = 0; n < servers; n++)
        {
            sum += term;
            term *= offered / (n + 1);
        }

        var waits = term / (1 - load) / (sum + term / (1 - load));
        return waits / (servers * (1 - load));
    }

    private static void AssertWithin(Queue queue, double expected)
    {
        var means = queue.Waits.Skip(CustomersPerBatch).Chunk(CustomersPerBatch).Select(batch => batch.Average()).ToArray();
        Assert.Equal(Batches, means.Length);
        var mean = means.Average();
        var error = Math.Sqrt(means.Sum(one => (one - mean) * (one - mean)) / (Batches - 1) / Batches);
        Assert.InRange(mean, expected - StandardErrors * error, expected + StandardErrors * error);
        // A simulation that says nothing would pass with a large error.
        Assert.True(error < 0.06 * expected, $"{error} of {expected}");
    }

    private sealed class Recorder(EventCalendar calendar) : IProcess
    {
        public List<int> Signals { get; } = [];

        public void Resume(int signal)
        {
            Assert.True(calendar.Now >= 0);
            Signals.Add(signal);
        }
    }

    private sealed class Queue : IProcess
    {
        private const int Customers = (Batches + 1) * CustomersPerBatch;
        private readonly EventCalendar calendar = new();
        private readonly ResourcePool pool;
        private readonly Distribution between;
        private readonly Distribution service;
        private readonly RandomStream arrivals;
        private readonly RandomStream services;

        public Queue(int servers, Distribution between, Distribution service, uint seed)
        {
            pool = new ResourcePool(calendar, servers);
            (this.between, this.service) = (between, service);
            (arrivals, services) = (new RandomStream(seed, 0), new RandomStream(seed, 1));
        }

        public List<double> Waits { get; } = new(Customers);

        public void Run()
        {
            calendar.Schedule(0, this);
            calendar.Run();
        }

        public void Resume(int signal)
        {
            new Customer(this).Arrive();
            if (++arrived < Customers) calendar.Schedule(calendar.Now + between.Sample(arrivals), this);
        }

        private int arrived;

        private sealed class Customer(Queue queue) : IProcess
        {
            private static readonly int[] One = [1];
            private double came;

            public void Arrive()
            {
                came = queue.calendar.Now;
                queue.pool.Ask(this, 0, One);
            }

            public void Resume(int signal)
            {
                if (signal == 1)
                {
                    queue.pool.Release(One);
                    return;
                }

                queue.Waits.Add(queue.calendar.Now - came);
                queue.calendar.Schedule(queue.calendar.Now + queue.service.Sample(queue.services), this, 1);
            }
        }
    }
}
