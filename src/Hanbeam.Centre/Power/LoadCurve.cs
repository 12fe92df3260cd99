namespace Hanbeam.Centre.Power;

/// <summary>Mean power of the whole centre in blocks of the clock, at its low and its high end.</summary>
public sealed class LoadCurve
{
    private LoadCurve(int blockSeconds, double[] low, double[] high)
    {
        BlockSeconds = blockSeconds;
        LowKiloWatt = low;
        HighKiloWatt = high;
    }

    /// <summary>Length of a block, s.</summary>
    public int BlockSeconds { get; }

    /// <summary>With every power at its low end, kW.</summary>
    public IReadOnlyList<double> LowKiloWatt { get; }

    /// <summary>With every power at its high end, kW.</summary>
    public IReadOnlyList<double> HighKiloWatt { get; }

    /// <summary>The curve of a profile.</summary>
    public static LoadCurve Of(PowerModel model, StateProfile profile)
    {
        var states = Enum.GetValues<MachineState>().Where(profile.Occurs).Select(state => (State: state, Power: PowerIn(model, state))).ToArray();
        var low = new double[profile.Blocks];
        var high = new double[profile.Blocks];
        for (var block = 0; block < profile.Blocks; block++)
            foreach (var (state, power) in states)
            {
                var part = profile.Seconds(block, state) / profile.BlockSeconds;
                low[block] += part * power.Low;
                high[block] += part * power.High;
            }

        return new LoadCurve(profile.BlockSeconds, low, high);
    }

    /// <summary>The means of so many blocks at a time, aligned with the clock.</summary>
    /// <param name="blocks">How many make one.</param>
    public LoadCurve Coarser(int blocks) => new(blocks * BlockSeconds, Means(LowKiloWatt, blocks), Means(HighKiloWatt, blocks));

    /// <summary>Some blocks in a row.</summary>
    /// <param name="from">The first.</param>
    /// <param name="count">How many.</param>
    public LoadCurve Part(int from, int count) => new(BlockSeconds, [.. LowKiloWatt.Skip(from).Take(count)], [.. HighKiloWatt.Skip(from).Take(count)]);

    /// <summary>The highest block, with the block in which it first occurs at the high end.</summary>
    public (ValueRange KiloWatt, int Block) Peak()
    {
        var block = HighKiloWatt.Index().MaxBy(one => one.Item).Index;
        return (new ValueRange(LowKiloWatt.Max(), HighKiloWatt[block]), block);
    }

    private static ValueRange PowerIn(PowerModel model, MachineState state) =>
        model.Loads.Where(load => !load.WithMachineOnly || PowerModel.MachineRuns(state)).Aggregate(model.KiloWatt(state), (sum, load) => sum + load.KiloWatt.Value);

    private static double[] Means(IReadOnlyList<double> values, int blocks) =>
        [.. Enumerable.Range(0, values.Count / blocks).Select(n => Enumerable.Range(n * blocks, blocks).Sum(block => values[block]) / blocks)];
}
