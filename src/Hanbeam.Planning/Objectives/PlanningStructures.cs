using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Planning.Objectives;

/// <summary>All structures of a plan on its dose grid: those of the case, those that the recipe makes, the outline and the targets.</summary>
public sealed class PlanningStructures
{
    private readonly Dictionary<string, VoxelMembership> byName;
    private readonly Lazy<float[]> distanceFromTargetsMm;
    private readonly Dictionary<string, Lazy<StructureBody>> bodies;
    private readonly StructureMaker maker;

    private PlanningStructures(IReadOnlyList<VoxelMembership> all, StructureMaker maker, Dictionary<string, Lazy<StructureBody>> bodies, VoxelMembership external, string? externalName, VoxelMembership targets)
    {
        byName = all.ToDictionary(membership => membership.Name);
        (this.maker, this.bodies) = (maker, bodies);
        All = all;
        External = external;
        ExternalName = externalName;
        Targets = targets;
        OutsideTargets = StructureAlgebra.Difference(external.Name, external, targets);
        distanceFromTargetsMm = new Lazy<float[]>(() => StructureAlgebra.OutsideDistanceMm(targets));
    }

    /// <summary>The dose grid.</summary>
    public GridGeometry Geometry => External.Geometry;

    /// <summary>The structures of the case that have contours or a mask, in its order, then the recipe's own.</summary>
    public IReadOnlyList<VoxelMembership> All { get; }

    /// <summary>The patient's outline; the whole grid where the case has none.</summary>
    public VoxelMembership External { get; }

    /// <summary>Name of the structure that is the outline, or null where the case has none.</summary>
    public string? ExternalName { get; }

    /// <summary>All targets together.</summary>
    public VoxelMembership Targets { get; }

    /// <summary>The outline without the targets.</summary>
    public VoxelMembership OutsideTargets { get; }

    /// <summary>Distance of every voxel of the grid from the nearest target voxel, centre to centre, mm; infinite where there is no target.</summary>
    public float[] DistanceFromTargetsMm => distanceFromTargetsMm.Value;

    /// <summary>Puts structures on a dose grid.</summary>
    /// <param name="patient">The case.</param>
    /// <param name="geometry">The dose grid.</param>
    /// <param name="made">Structures that the recipe makes, in order; each may use those before it.</param>
    /// <param name="targets">Names of the targets; may be none for a forward dose.</param>
    /// <param name="work">Threads and cancellation.</param>
    /// <exception cref="InputException">A target is empty, a name is used twice, or an expression cannot be read.</exception>
    public static PlanningStructures Build(PatientCase patient, GridGeometry geometry, IReadOnlyList<MadeStructure> made, IReadOnlyList<string> targets, WorkContext work)
    {
        var drawn = patient.Structures.Where(structure => !structure.IsEmpty).ToArray();
        foreach (var twice in drawn.GroupBy(structure => structure.Name).Where(group => group.Count() > 1))
            throw new InputException($"{patient.Source}: the structure {twice.Key} is there {twice.Count()} times; structure names must differ");
        var all = new VoxelMembership[drawn.Length].ToList();
        Parallel.For(0, drawn.Length, work.ParallelOptions, n => all[n] = StructureRasterizer.Rasterize(drawn[n], geometry));
        var maker = new StructureMaker(geometry, drawn.Zip(all));
        var bodies = drawn.ToDictionary(structure => structure.Name, structure => new Lazy<StructureBody>(() => StructureBody.Of(structure, patient.Ct.Hounsfield.Geometry.Spacing.Z)));
        foreach (var one in made)
        {
            work.Cancellation.ThrowIfCancellationRequested();
            var (onGrid, fine) = maker.Make(one.Name, one.Expression);
            all.Add(onGrid);
            bodies[one.Name] = new Lazy<StructureBody>(() => StructureBody.Of(fine));
        }

        var externalName = drawn.FirstOrDefault(structure => structure.IsExternal)?.Name;
        var external = all.Find(membership => membership.Name == externalName) ?? Whole(geometry);
        return new PlanningStructures(all, maker, bodies, external, externalName, Unite(patient, geometry, all, targets));
    }

    /// <summary>The membership of a structure by name; BODY, EXTERNAL and the outline's own name mean the outline without the targets.</summary>
    /// <param name="name">A structure's name in an objective.</param>
    /// <exception cref="InputException">There is no such structure, or it is empty.</exception>
    public VoxelMembership ForGoal(string name) => IsOutline(name) ? OutsideTargets : Of(name);

    /// <summary>Whether a name in an objective means the outline without the targets.</summary>
    /// <param name="name">A structure's name in an objective.</param>
    public bool IsOutline(string name) => Recipes.ExternalName.Matches(name) || name == ExternalName;

    /// <summary>The membership of a structure by its own name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InputException">There is no such structure, or it has no contours.</exception>
    public VoxelMembership Of(string name) =>
        byName.TryGetValue(name, out var membership) && membership.Voxels.Length > 0
            ? membership
            : throw new InputException($"the structure {name} is absent or has no contours; {NearestName.Suggestion(name, byName.Keys)}");

    /// <summary>A structure as it is evaluated: as drawn, or as made on a grid finer than the dose's.</summary>
    /// <param name="name">Its name, one of <see cref="All"/>.</param>
    /// <exception cref="InputException">It has no volume.</exception>
    public StructureBody Body(string name) => bodies[name].Value;

    /// <summary>A structure on a grid finer than the dose's, around it.</summary>
    /// <param name="name">Its name, one of <see cref="All"/>.</param>
    public VoxelMembership Fine(string name) => maker.Fine(name);

    private static VoxelMembership Unite(PatientCase patient, GridGeometry geometry, List<VoxelMembership> all, IReadOnlyList<string> targets)
    {
        var union = new VoxelMembership("targets", geometry, [], []);
        foreach (var name in targets)
        {
            var target = all.Find(membership => membership.Name == name);
            if (target is null || target.Voxels.Length == 0) throw new InputException($"{patient.Source}: the target {name} is absent or has no contours");
            union = StructureAlgebra.Union("targets", union, target);
        }

        return union;
    }

    private static VoxelMembership Whole(GridGeometry geometry)
    {
        var ones = new float[geometry.Count];
        Array.Fill(ones, 1f);
        return StructureAlgebra.FromDense("EXTERNAL", geometry, ones);
    }
}
