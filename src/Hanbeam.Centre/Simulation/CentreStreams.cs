using Hanbeam.Numerics.Random;

namespace Hanbeam.Centre.Simulation;

/// <summary>
/// The random streams of one replication, keyed by what they are for and not by when they are read: patient 17 has the same course, and the
/// same minutes in the room at each visit, in a centre with two rooms and in one with three.
/// </summary>
/// <param name="seed">The run's seed.</param>
/// <param name="replication">The replication, from 0.</param>
internal readonly struct CentreStreams(uint seed, int replication)
{
    private readonly ulong key = ((ulong)seed << 32) | (uint)replication;

    private enum Purpose
    {
        Referrals = 1,
        Patient = 2,
        Visit = 3,
        Failures = 4,
    }

    /// <summary>The referrals of a week.</summary>
    public RandomStream Referrals(int week) => Stream(Purpose.Referrals, week, 0);

    /// <summary>What a patient brings along.</summary>
    public RandomStream Patient(int patient) => Stream(Purpose.Patient, patient, 0);

    /// <summary>One visit of a patient.</summary>
    public RandomStream Visit(int patient, int visit) => Stream(Purpose.Visit, patient, visit);

    /// <summary>A failure; 0 gives the replication's mean times.</summary>
    public RandomStream Failure(int number) => Stream(Purpose.Failures, number, 0);

    // 8 bits of purpose, 32 of number, 24 of index.
    private RandomStream Stream(Purpose purpose, int number, int index) => new(key, ((ulong)purpose << 56) | ((ulong)(uint)number << 24) | (uint)index);
}
