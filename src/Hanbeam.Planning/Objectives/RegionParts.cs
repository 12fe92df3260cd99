using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Planning.Objectives;

/// <summary>Collects what terms and constraints look at, voxels and places between them, and then puts all on one list.</summary>
internal sealed class RegionParts
{
    private readonly PlanningStructures structures;
    private readonly IReadOnlySet<string> targets;
    private readonly ReachedVoxels reached;
    private readonly Dictionary<string, Part> voxelParts = [];
    private readonly Dictionary<string, Part> bodyParts = [];
    private readonly Dictionary<(string Name, bool IsLower, bool HoldsSurface), Part> limits = [];
    private readonly Dictionary<string, BodySampler> samplers = [];
    private readonly float[] external;
    private readonly Dictionary<Part, int> firstPoint = [];
    private int[] voxels = [];

    /// <param name="structures">The structures on the dose grid.</param>
    /// <param name="targets">Names of the targets.</param>
    /// <param name="reached">What the beams can reach.</param>
    public RegionParts(PlanningStructures structures, IReadOnlySet<string> targets, ReachedVoxels reached)
    {
        (this.structures, this.targets, this.reached) = (structures, targets, reached);
        external = new float[structures.Geometry.Count];
        for (var n = 0; n < structures.External.Voxels.Length; n++) external[structures.External.Voxels[n]] = structures.External.Fractions[n];
    }

    /// <summary>The structures added.</summary>
    public IEnumerable<string> Names => voxelParts.Keys;

    /// <summary>Adds a structure by its voxels.</summary>
    public void AddVoxels(string name)
    {
        var (shares, rest) = RegionShares.Of(structures, name, targets.Contains(name), reached);
        voxelParts[name] = new Part(shares, [], rest);
    }

    /// <summary>Adds a structure, there by its voxels, as a body.</summary>
    public void AddBody(string name)
    {
        var part = voxelParts[name];
        var shares = new SortedDictionary<int, double>(part.Shares);
        var points = Sampler(name).Centroids(shares);
        bodyParts[name] = new Part(shares, points, part.RestShare);
    }

    /// <summary>Adds what a constraint is about.</summary>
    public void AddLimits(GoalTerm term)
    {
        if (limits.ContainsKey(Key(term))) return;
        var (shares, rest) = ConstraintBuilder.Region(structures, term.Structure, GoalTypes.IsLowerLimit(term), targets.Contains(term.Structure), reached);
        limits[Key(term)] = new Part(shares, ConstraintBuilder.HoldsSurface(structures, term) ? Sampler(term.Structure).Extremes(shares) : [], rest);
    }

    /// <summary>Makes the list; regions can be asked for from then on.</summary>
    public (int[] Voxels, BodyPoints Points) Join()
    {
        Part[] all = [.. voxelParts.Values, .. bodyParts.Values, .. limits.Values];
        voxels = [.. all.SelectMany(part => part.Shares.Keys.Concat(part.Points.SelectMany(point => point.Around.Select(one => one.Voxel)))).Distinct().Order()];
        var points = new List<BodyPoint>();
        foreach (var part in all)
        {
            firstPoint[part] = voxels.Length + points.Count;
            points.AddRange(part.Points);
        }

        return (voxels, BodyPoints.On(points, voxels));
    }

    /// <summary>What an objective looks at; LET and distances are known at voxel centres only.</summary>
    public ObjectiveRegion Region(GoalTerm term) => term.IsLet || term.Type == GoalTypes.DoseFalloff ? Voxels(term.Structure) : Body(term.Structure);

    /// <summary>A structure by its voxels alone.</summary>
    public ObjectiveRegion Voxels(string name) => Region(voxelParts[name]);

    /// <summary>A structure as a body where it was added as one.</summary>
    public ObjectiveRegion Body(string name) => Region(bodyParts.GetValueOrDefault(name) ?? voxelParts[name]);

    /// <summary>What a constraint is about.</summary>
    public ObjectiveRegion Limits(GoalTerm term) => Region(limits[Key(term)]);

    private ObjectiveRegion Region(Part part) => new(
        [.. part.Shares.Keys.Select(voxel => Array.BinarySearch(voxels, voxel)), .. Enumerable.Range(firstPoint[part], part.Points.Count)],
        [.. part.Shares.Values, .. part.Points.Select(point => point.Share)],
        part.RestShare);

    private (string Name, bool IsLower, bool HoldsSurface) Key(GoalTerm term) => (term.Structure, GoalTypes.IsLowerLimit(term), ConstraintBuilder.HoldsSurface(structures, term));

    private BodySampler Sampler(string name)
    {
        if (!samplers.TryGetValue(name, out var sampler))
            samplers[name] = sampler = new BodySampler(structures, name, voxel => external[voxel] >= VoxelMembership.Inside);
        return sampler;
    }

    private sealed class Part(SortedDictionary<int, double> shares, IReadOnlyList<BodyPoint> points, double restShare)
    {
        public SortedDictionary<int, double> Shares { get; } = shares;

        public IReadOnlyList<BodyPoint> Points { get; } = points;

        public double RestShare { get; } = restShare;
    }
}
