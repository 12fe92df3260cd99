using Hanbeam.Numerics.Random;

namespace Hanbeam.Centre.Simulation;

/// <summary>A group of patients who are treated alike.</summary>
public sealed record TreatmentSite
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Share of the referrals, %.</summary>
    public required double SharePercent { get; init; }

    /// <summary>Fractions of a course.</summary>
    public required int Fractions { get; init; }

    /// <summary>Fractions in a calendar week.</summary>
    public required int FractionsPerWeek { get; init; }

    /// <summary>Length of an appointment in the room's book, min.</summary>
    public required double AppointmentMinutes { get; init; }

    /// <summary>Duration of each task in the room, min; a task that is not there takes no time. <see cref="SessionTask.Irradiation"/>: from leaving the room to the request of the beam, per field.</summary>
    public required IReadOnlyDictionary<SessionTask, Distribution> Minutes { get; init; }

    /// <summary>The course's fields.</summary>
    public required IReadOnlyList<TreatmentField> Fields { get; init; }

    /// <summary>Whether each fraction has one field only, one after the other.</summary>
    public bool OneFieldPerFraction { get; init; }

    /// <summary>Standard deviation of a patient's beam times about the site's, % (lognormal, the same factor for all fractions).</summary>
    public double BeamSpreadPercent { get; init; }

    /// <summary>The fields of one fraction.</summary>
    /// <param name="fraction">The fraction, from 0.</param>
    public IEnumerable<TreatmentField> FieldsOf(int fraction) => OneFieldPerFraction ? [Fields[fraction % Fields.Count]] : Fields;
}
