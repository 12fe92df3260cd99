using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Treatment.Plans;

/// <summary>One beam of a plan: from where, onto what, and its energy layers from the highest energy down.</summary>
public sealed record PlanBeam
{
    /// <summary>Beam number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Gantry angle, IEC 61217 degrees, 0 ≤ angle &lt; 360.</summary>
    public required double GantryDeg { get; init; }

    /// <summary>Patient support (couch) angle, IEC 61217 degrees, 0 ≤ angle &lt; 360.</summary>
    public required double CouchDeg { get; init; }

    /// <summary>Isocentre, patient frame, mm.</summary>
    public required PatientPoint Isocenter { get; init; }

    /// <summary>How the patient lies on the table; null where a file leaves it open, until the case says it.</summary>
    public PatientPosition? Position { get; init; } = PatientPosition.HFS;

    /// <summary>The range shifter in the beam, or null.</summary>
    public RangeShifter? RangeShifter { get; init; }

    /// <summary>Energy layers, highest energy first.</summary>
    public required IReadOnlyList<EnergyLayer> Layers { get; init; }

    /// <summary>Number of fractions in which this beam is delivered, or null for all of the plan's.</summary>
    public int? Fractions { get; init; }

    /// <summary>
    /// Number of the fraction group of an imported plan that gives several groups of beams one after the other, else null. Such a plan has no
    /// fraction in which all beams meet, so its RBE-weighted dose is not that of <see cref="DeliveryScheme.AllBeams"/>.
    /// </summary>
    public int? FractionGroup { get; init; }

    /// <summary>The beam's frame.</summary>
    /// <exception cref="InvalidOperationException">It is open how the patient lies.</exception>
    public BeamFrame Frame => new(GantryDeg, CouchDeg, Isocenter, Position ?? throw new InvalidOperationException("it is open how the patient lies"));

    /// <summary>Number of spots.</summary>
    public int SpotCount => Layers.Sum(layer => layer.Count);

    /// <summary>Primary ions per fraction.</summary>
    public double Particles => Layers.Sum(layer => layer.Particles.Sum());
}
