namespace Hanbeam.Physics.Nuclear;

/// <summary>The ways in which one nucleus comes apart, from the gentlest to the most violent, with their probabilities.</summary>
internal sealed class BreakupTable
{
    // Energies at which the weights are as given, and where their dependence ends, MeV/u.
    private const double ReferenceE = 300;
    private const double LowestE = 50;
    private const double HighestE = 500;

    private readonly BreakupChannel[] channels;
    private readonly double[] onNuclei;
    private readonly double[] onNucleons;

    public BreakupTable(int z, int a, IEnumerable<BreakupChannel> channels)
    {
        (Z, A) = (z, a);
        this.channels = [.. channels.OrderByDescending(one => one.RemnantA).ThenByDescending(one => one.Alphas)];
        onNuclei = Shares([.. this.channels.Select(one => one.OnNuclei)]);
        onNucleons = Shares([.. this.channels.Select(one => one.OnNucleons)]);
    }

    public int Z { get; }

    public int A { get; }

    public int Count => channels.Length;

    public ref readonly BreakupChannel this[int index] => ref channels[index];

    /// <summary>The channel at a place between 0 (gentlest) and 1 (most violent).</summary>
    public int Pick(double E, int partnerA, double violence)
    {
        var (share, log) = Conditions(E, partnerA);
        Span<double> weights = stackalloc double[channels.Length];
        var sum = 0.0;
        for (var n = 0; n < weights.Length; n++) sum += weights[n] = Weight(n, share, log);
        var left = violence * sum;
        for (var n = 0; n < weights.Length - 1; n++)
        {
            left -= weights[n];
            if (left < 0) return n;
        }

        return weights.Length - 1;
    }

    /// <summary>Probability of a remnant of a charge and, unless 0, a mass number.</summary>
    public double RemnantShare(double E, int partnerA, int remnantZ, int remnantA)
    {
        var (share, log) = Conditions(E, partnerA);
        double sum = 0, wanted = 0;
        for (var n = 0; n < channels.Length; n++)
        {
            ref readonly var channel = ref channels[n];
            var weight = Weight(n, share, log);
            sum += weight;
            if (channel.RemnantZ == remnantZ && (remnantA == 0 || channel.RemnantA == remnantA)) wanted += weight;
        }

        return sum > 0 ? wanted / sum : 0;
    }

    // Partners between a nucleon and carbon lie between the two columns in proportion.
    private static (double NuclearShare, double Log) Conditions(double E, int partnerA) =>
        (Math.Clamp((partnerA - 1) / 11.0, 0, 1), Math.Log(Math.Clamp(E, LowestE, HighestE) / ReferenceE));

    private static double[] Shares(double[] weights)
    {
        var sum = weights.Sum();
        return [.. weights.Select(one => one / sum)];
    }

    private double Weight(int n, double share, double log)
    {
        var weight = onNuclei[n] * share + onNucleons[n] * (1 - share);
        return channels[n].Slope == 0 ? weight : weight * Math.Exp(-channels[n].Slope * log);
    }
}
