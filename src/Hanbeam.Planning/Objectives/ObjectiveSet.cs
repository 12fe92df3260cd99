using Hanbeam.Planning.Constraints;

namespace Hanbeam.Planning.Objectives;

/// <summary>What an optimisation works on: its voxels and its terms.</summary>
/// <param name="Voxels">Linear indices on the dose grid, ascending; the list that all positions of regions refer to.</param>
/// <param name="Terms">The terms of the function that is minimised.</param>
/// <param name="Targets">Each target as a region of <paramref name="Voxels"/>, with its prescribed total dose, Gy(RBE).</param>
public sealed record ObjectiveSet(int[] Voxels, IReadOnlyList<IObjective> Terms, IReadOnlyList<(ObjectiveRegion Region, double DoseGyRbe)> Targets)
{
    /// <summary>Places between voxels; positions of regions at and above the number of voxels mean these.</summary>
    public BodyPoints Points { get; init; } = BodyPoints.None;

    /// <summary>Number of voxels and places together.</summary>
    public int SiteCount => Voxels.Length + Points.Count;

    /// <summary>What the terms on targets would be worth if the targets got no dose, Gy(RBE)²: the scale on which a value is small.</summary>
    public double TargetScale { get; init; }

    /// <summary>The hard limits; empty for none.</summary>
    public IReadOnlyList<IPlanConstraint> Constraints { get; init; } = [];

    /// <summary>The structures that terms, constraints and targets look at, by name: for histograms while the optimisation runs.</summary>
    public IReadOnlyDictionary<string, ObjectiveRegion> Regions { get; init; } = new Dictionary<string, ObjectiveRegion>();

    /// <summary>Names of the targets, keys of <see cref="Regions"/>; empty where there are none.</summary>
    public IReadOnlyList<string> TargetNames { get; init; } = [];

    /// <summary>Whether any term or constraint looks at LET.</summary>
    public bool NeedsLet => Terms.Any(term => term.NeedsLet) || Constraints.Any(constraint => constraint.NeedsLet);

    /// <summary>The function's value, Gy(RBE)²; SETS its derivatives.</summary>
    /// <param name="doses">The voxels' doses.</param>
    /// <param name="gradient">Receives the derivatives by them.</param>
    /// <param name="values">Receives each term's value; may be empty.</param>
    public double Evaluate(VoxelDoses doses, VoxelDoses gradient, Span<double> values = default)
    {
        gradient.Clear();
        var sum = 0.0;
        for (var n = 0; n < Terms.Count; n++)
        {
            var value = Terms[n].AddTo(doses, gradient);
            if (!values.IsEmpty) values[n] = value;
            sum += value;
        }

        return sum;
    }
}
