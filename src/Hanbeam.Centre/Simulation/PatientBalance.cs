namespace Hanbeam.Centre.Simulation;

/// <summary>Where the patients of a replication are at its end; warm-up included.</summary>
/// <param name="Referred">All who were referred.</param>
/// <param name="Finished">Courses that are done.</param>
/// <param name="InCourse">Courses that have begun and are not done.</param>
/// <param name="Waiting">In preparation, on the waiting list, or with a start to come.</param>
/// <param name="Withdrawn">Went elsewhere.</param>
public readonly record struct PatientBalance(int Referred, int Finished, int InCourse, int Waiting, int Withdrawn)
{
    /// <summary>Whether nobody is lost and nobody counted twice.</summary>
    public bool Holds => Referred == Finished + InCourse + Waiting + Withdrawn;
}
