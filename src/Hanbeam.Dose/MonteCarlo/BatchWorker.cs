namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Runs batches of histories on one thread, into cells that BatchSums empties.</summary>
internal sealed class BatchWorker
{
    private const int CancellationInterval = 256;
    private readonly RunPlan plan;
    private readonly ScalarTransport<CellScorer> transport;
    private readonly LaneTransport? lanes;
    private readonly SourceLine[] lines;
    private readonly List<Particle> through = [];
    private EnergyTally tally;

    public BatchWorker(RunPlan plan)
    {
        this.plan = plan;
        Cells = new float[plan.Layout.Numbers];
        Spectra = new double[plan.SpectrumLength];
        var scorer = new CellScorer(plan.Physics, plan.Layout, Cells, Spectra);
        transport = new(plan.Physics, plan.Geometry.Voxels, plan.Physics.ScatteringRatio, plan.Transport, scorer);
        if (plan.Lanes) lanes = new(plan.Physics, plan.Geometry.Voxels, plan.Transport, plan.Layout, Cells, transport);
        lines = [.. plan.Sources.Select((source, n) => new SourceLine(plan, source, plan.FirstMaterial[n], through))];
    }

    /// <summary>What was scored since it was last emptied; the last is the spare cell.</summary>
    public float[] Cells { get; }

    /// <summary>Its spectra.</summary>
    public double[] Spectra { get; }

    /// <summary>Its energy book.</summary>
    public EnergyTally Tally { get; private set; }

    /// <summary>Follows the histories of a batch.</summary>
    public void Run(long firstHistory, int count, CancellationToken cancellation)
    {
        transport.Tally = default;
        tally = default;
        if (lanes is not null)
        {
            var n = 0;
            lanes.Follow(() => n < count && Next(firstHistory, n++, count, cancellation));
        }
        else
        {
            for (var n = 0; n < count; n++)
            {
                Next(firstHistory, n, count, cancellation);
                while (transport.Stack.Count > 0) transport.FollowAll(transport.Stack.Pop());
            }
        }

        tally.Add(transport.Tally);
        Tally = tally;
    }

    // Draws a primary and puts all that comes to the geometry from it on the stack.
    private bool Next(long firstHistory, int inBatch, int count, CancellationToken cancellation)
    {
        if (inBatch % CancellationInterval == 0) cancellation.ThrowIfCancellationRequested();
        var source = plan.Primaries.Draw(plan.Physics, plan.Transport.Seed, firstHistory + inBatch, inBatch, count, out var ion, out var random);
        tally.Incoming += plan.Physics.MassNumber[ion.Species] * ion.E;
        lines[source].Pass(ion, ref random, ref tally);
        foreach (var passed in through)
        {
            var next = passed;
            if (lines[source].Entrance.Enter(ref next)) transport.Stack.Push(next);
            else tally.Escaped += plan.Physics.MassNumber[next.Species] * next.E;
        }

        return true;
    }
}
