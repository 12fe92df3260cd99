namespace Hanbeam.Dose.MonteCarlo;

/// <summary>The energy book while it is written, MeV.</summary>
internal struct EnergyTally
{
    public double Incoming, Q, Deposited, Upstream, Neutrons, Gamma, Escaped;
    public long Reactions;

    public void Add(in EnergyTally other)
    {
        Incoming += other.Incoming;
        Q += other.Q;
        Deposited += other.Deposited;
        Upstream += other.Upstream;
        Neutrons += other.Neutrons;
        Gamma += other.Gamma;
        Escaped += other.Escaped;
        Reactions += other.Reactions;
    }

    public readonly EnergyBook PerPrimary(long histories) => new(
        Incoming / histories, Q / histories, Deposited / histories, Upstream / histories, Neutrons / histories, Gamma / histories, Escaped / histories, (double)Reactions / histories);
}
