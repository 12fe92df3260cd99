namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Runs batches of histories on one thread, each into cells that are empty before.</summary>
internal sealed class BatchWorker
{
    private readonly RunPlan plan;
    private readonly ScalarTransport<CellScorer> transport;
    private readonly SourceLine[] lines;
    private readonly List<Particle> through = [];

    public BatchWorker(RunPlan plan)
    {
        this.plan = plan;
        Cells = new float[plan.Layout.Cells * plan.Layout.Stride];
        Spectra = new double[plan.SpectrumLength];
        var scorer = new CellScorer(plan.Physics, plan.Layout, Cells, Spectra);
        transport = new(plan.Physics, plan.Geometry.Voxels, plan.Physics.ScatteringRatio, plan.Transport, scorer);
        lines = [.. plan.Sources.Select((source, n) => new SourceLine(plan, source, plan.FirstMaterial[n], through))];
    }

    /// <summary>What the batch scored.</summary>
    public float[] Cells { get; }

    /// <summary>Its spectra.</summary>
    public double[] Spectra { get; }

    /// <summary>Its energy book.</summary>
    public EnergyTally Tally { get; private set; }

    /// <summary>Follows the histories of a batch.</summary>
    public void Run(long firstHistory, int count, CancellationToken cancellation)
    {
        Array.Clear(Cells);
        Array.Clear(Spectra);
        transport.Tally = default;
        var tally = default(EnergyTally);
        for (var n = 0; n < count; n++)
        {
            if (n % 256 == 0) cancellation.ThrowIfCancellationRequested();
            var source = plan.Primaries.Draw(plan.Physics, plan.Transport.Seed, firstHistory + n, n, count, out var ion, out var random);
            tally.Incoming += plan.Physics.MassNumber[ion.Species] * ion.E;
            lines[source].Pass(ion, ref random, ref tally);
            for (var p = 0; p < through.Count; p++)
            {
                var next = through[p];
                if (lines[source].Entrance.Enter(ref next)) transport.FollowAll(next);
                else tally.Escaped += plan.Physics.MassNumber[next.Species] * next.E;
            }
        }

        tally.Add(transport.Tally);
        Tally = tally;
    }
}
