using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Dose.Vectors;

namespace Hanbeam.Dose.Influence;

/// <summary>One Gaussian of a part in one brick: the cells of a layer's lattice that its sixteen voxels see, and the two halves of its separable window. One thread's scratch.</summary>
internal sealed class GaussianWindow
{
    private const int Lanes = LaneBuffer.Lanes;
    private const int Block = BrickLattice.RowBlock;

    private readonly LaneBuffer profileX;
    private readonly LaneBuffer profileY;
    private readonly LaneBuffer squareX;
    private readonly LaneBuffer squareY;
    private BrickLattice lattice = null!;
    private BrickCut cut = null!;
    private Vector512<float> rootX;
    private Vector512<float> rootY;
    private Vector512<float> radiusSquared;
    private int row0;
    private int rowEnd;
    private int column0;
    private int columnEnd;

    /// <param name="layers">All layers that it will be used for.</param>
    public GaussianWindow(BrickLayer[] layers)
    {
        profileX = new LaneBuffer(layers.Max(layer => layer.Lattice.Nx) * Lanes);
        profileY = new LaneBuffer((layers.Max(layer => layer.Lattice.Ny) + Block) * Lanes);
        var round = layers.Any(layer => layer.Cut.Kind == BrickCutKind.Round);
        (squareX, squareY) = (new LaneBuffer(round ? profileX.Count : 0), new LaneBuffer(round ? profileY.Count : 0));
    }

    /// <summary>Gy per 10⁶ ions for a window product of 1.</summary>
    public Vector512<float> Amplitude { get; private set; }

    /// <summary>Gy·mm² per 10⁶ ions over the plane.</summary>
    public Vector512<float> Integral { get; private set; }

    /// <summary>The half along Xg, sixteen floats a column from the window's first on.</summary>
    public ref float X => ref profileX.First;

    /// <summary>The cells that it sees.</summary>
    public BrickWindow Cells => new(row0, Math.Min(rowEnd, lattice.Ny), column0, columnEnd - column0);

    /// <summary>The half along Yg of a row of the window, times the amplitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Row(int row) => Amplitude * profileY.Load((row - row0) * Lanes);

    /// <summary>The half along Yg of a row of the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> ProfileY(int row) => profileY.Load((row - row0) * Lanes);

    /// <summary>Places it; false where no cell of the lattice is within reach.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="points">The voxels.</param>
    /// <param name="brick">Their brick.</param>
    /// <param name="integral">Gy·mm² per 10⁶ ions.</param>
    /// <param name="perSigmaX">1/sigma along Xg at each voxel, 1/mm.</param>
    /// <param name="perSigmaY">1/sigma along Yg, 1/mm.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Place(BrickLayer layer, BrickPoints points, int brick, Vector512<float> integral, Vector512<float> perSigmaX, Vector512<float> perSigmaY)
    {
        (lattice, cut, Integral) = (layer.Lattice, layer.Cut, integral);
        Amplitude = integral * perSigmaX * perSigmaY * Vector512.Create(cut.Compensation / (2 * MathF.PI));

        if (cut.Kind == BrickCutKind.Round) radiusSquared = RoundRadiiSquared(perSigmaX * perSigmaY);

        // The isocentre plane is seen magnified by 1/(1 − Zg/SAD).
        var zg = points.Zg.Load(brick * Lanes);
        rootX = perSigmaX * Vector512.FusedMultiplyAdd(Vector512.Create(-points.PerSourceX), zg, Vector512<float>.One);
        rootY = perSigmaY * Vector512.FusedMultiplyAdd(Vector512.Create(-points.PerSourceY), zg, Vector512<float>.One);
        return Reach(points.Boxes[brick], -BrickMath.Max(-rootX), -BrickMath.Max(-rootY));
    }

    /// <summary>Widens the window so that it holds another's.</summary>
    public void Include(GaussianWindow other)
    {
        (row0, rowEnd) = (Math.Min(row0, other.row0), Math.Max(rowEnd, other.rowEnd));
        (column0, columnEnd) = (Math.Min(column0, other.column0), Math.Max(columnEnd, other.columnEnd));
        rowEnd = row0 + WholeBlocks(Math.Min(rowEnd, lattice.Ny) - row0);
    }

    /// <summary>Makes the two halves over the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MakeProfiles(BrickPoints points, int brick)
    {
        var (placeX, placeY) = (points.X.Load(brick * Lanes), points.Y.Load(brick * Lanes));
        switch (cut.Kind)
        {
            case BrickCutKind.Window:
                GaussianProfiles.Profile(profileX, column0, columnEnd, lattice.X0Mm, lattice.StepXMm, placeX, rootX);
                GaussianProfiles.Profile(profileY, row0, rowEnd, lattice.Y0Mm, lattice.StepYMm, placeY, rootY);
                break;
            case BrickCutKind.Square:
                GaussianProfiles.CutProfile(profileX, column0, columnEnd, lattice.X0Mm, lattice.StepXMm, placeX, rootX, cut.RadiusSquared);
                GaussianProfiles.CutProfile(profileY, row0, rowEnd, lattice.Y0Mm, lattice.StepYMm, placeY, rootY, cut.RadiusSquared);
                break;
            case BrickCutKind.Round:
                GaussianProfiles.RoundProfile(profileX, squareX, column0, columnEnd, lattice.X0Mm, lattice.StepXMm, placeX, rootX);
                GaussianProfiles.RoundProfile(profileY, squareY, row0, rowEnd, lattice.Y0Mm, lattice.StepYMm, placeY, rootY);
                break;
        }
    }

    /// <summary>Σ_r y[r] Σ_c x[c]·w[r, c] in each lane.</summary>
    public Vector512<float> Contract(ref float nodes) => cut.Kind == BrickCutKind.Round ? ContractRound(ref nodes) : ContractWindow(ref nodes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector512<float> ContractWindow(ref float nodes)
    {
        var pitch = lattice.Nx;
        var sum = Vector512<float>.Zero;
        ref var x = ref profileX.First;
        for (var row = row0; row < rowEnd; row += Block)
        {
            var (first, end) = (Math.Max(column0, lattice.FirstColumn[row]), Math.Min(columnEnd, lattice.EndColumn[row]));
            if (first >= end) continue;
            var (s0, s1, s2, s3) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            ref var w = ref Unsafe.Add(ref nodes, row * pitch);
            for (var c = first; c < end; c++)
            {
                var column = Vector512.LoadUnsafe(ref x, (nuint)((c - column0) * Lanes));
                s0 = Vector512.FusedMultiplyAdd(column, Vector512.Create(Unsafe.Add(ref w, c)), s0);
                s1 = Vector512.FusedMultiplyAdd(column, Vector512.Create(Unsafe.Add(ref w, c + pitch)), s1);
                s2 = Vector512.FusedMultiplyAdd(column, Vector512.Create(Unsafe.Add(ref w, c + 2 * pitch)), s2);
                s3 = Vector512.FusedMultiplyAdd(column, Vector512.Create(Unsafe.Add(ref w, c + 3 * pitch)), s3);
            }

            var y = (row - row0) * Lanes;
            sum = Vector512.FusedMultiplyAdd(profileY.Load(y), s0, sum);
            sum = Vector512.FusedMultiplyAdd(profileY.Load(y + Lanes), s1, sum);
            sum = Vector512.FusedMultiplyAdd(profileY.Load(y + 2 * Lanes), s2, sum);
            sum = Vector512.FusedMultiplyAdd(profileY.Load(y + 3 * Lanes), s3, sum);
        }

        return sum;
    }

    // The same within the ellipse of each lane.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector512<float> ContractRound(ref float nodes)
    {
        var limit = radiusSquared;
        var sum = Vector512<float>.Zero;
        ref var x = ref profileX.First;
        ref var squares = ref squareX.First;
        for (var row = row0; row < Math.Min(rowEnd, lattice.Ny); row++)
        {
            var room = limit - squareY.Load((row - row0) * Lanes);
            if (!Vector512.GreaterThanOrEqualAny(room, Vector512<float>.Zero)) continue;
            ref var w = ref Unsafe.Add(ref nodes, row * lattice.Nx);
            var line = Vector512<float>.Zero;
            for (var c = column0; c < columnEnd; c++)
            {
                var at = (nuint)((c - column0) * Lanes);
                var inside = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref squares, at), room);
                line = Vector512.FusedMultiplyAdd(inside & Vector512.LoadUnsafe(ref x, at), Vector512.Create(Unsafe.Add(ref w, c)), line);
            }

            sum = Vector512.FusedMultiplyAdd(profileY.Load((row - row0) * Lanes), line, sum);
        }

        return sum;
    }

    /// <summary>The transposed of <see cref="Contract"/>: adds factor·x[c]·y[r] to node (r, c), sixteen partial sums a node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Spread(Vector512<float> factor, ref float nodes)
    {
        var pitch = lattice.Nx;
        ref var x = ref profileX.First;
        for (var row = row0; row < rowEnd; row += Block)
        {
            var (first, end) = (Math.Max(column0, lattice.FirstColumn[row]), Math.Min(columnEnd, lattice.EndColumn[row]));
            if (first >= end) continue;
            var y = (row - row0) * Lanes;
            var (y0, y1) = (factor * profileY.Load(y), factor * profileY.Load(y + Lanes));
            var (y2, y3) = (factor * profileY.Load(y + 2 * Lanes), factor * profileY.Load(y + 3 * Lanes));
            ref var g0 = ref Unsafe.Add(ref nodes, row * pitch * Lanes);
            ref var g1 = ref Unsafe.Add(ref g0, pitch * Lanes);
            ref var g2 = ref Unsafe.Add(ref g1, pitch * Lanes);
            ref var g3 = ref Unsafe.Add(ref g2, pitch * Lanes);
            for (var c = first; c < end; c++)
            {
                var column = Vector512.LoadUnsafe(ref x, (nuint)((c - column0) * Lanes));
                var at = (nuint)(c * Lanes);
                Vector512.FusedMultiplyAdd(column, y0, Vector512.LoadUnsafe(ref g0, at)).StoreUnsafe(ref g0, at);
                Vector512.FusedMultiplyAdd(column, y1, Vector512.LoadUnsafe(ref g1, at)).StoreUnsafe(ref g1, at);
                Vector512.FusedMultiplyAdd(column, y2, Vector512.LoadUnsafe(ref g2, at)).StoreUnsafe(ref g2, at);
                Vector512.FusedMultiplyAdd(column, y3, Vector512.LoadUnsafe(ref g3, at)).StoreUnsafe(ref g3, at);
            }
        }
    }

    // 1/σ of the widest voxel along x and y gives the window that holds all voxels' Gaussians; rows are rounded up to whole blocks.
    private bool Reach(in BrickBox box, float narrowestX, float narrowestY)
    {
        var (reachX, reachY) = (cut.Sigmas / narrowestX, cut.Sigmas / narrowestY);
        column0 = Math.Max(0, (int)MathF.Ceiling((box.LeftX - reachX - lattice.X0Mm) / lattice.StepXMm));
        columnEnd = Math.Min(lattice.Nx, (int)MathF.Floor((box.RightX + reachX - lattice.X0Mm) / lattice.StepXMm) + 1);
        row0 = Math.Max(0, (int)MathF.Ceiling((box.LowY - reachY - lattice.Y0Mm) / lattice.StepYMm));
        rowEnd = Math.Min(lattice.Ny, (int)MathF.Floor((box.HighY + reachY - lattice.Y0Mm) / lattice.StepYMm) + 1);
        if (column0 >= columnEnd || row0 >= rowEnd) return false;
        rowEnd = row0 + WholeBlocks(rowEnd - row0);
        return true;
    }

    private static Vector512<float> RoundRadiiSquared(Vector512<float> perArea)
    {
        Span<float> lanes = stackalloc float[Lanes];
        perArea.CopyTo(lanes);
        var cell = GaussianCutoff.RoundCell(1 / MathF.Sqrt(BrickMath.Max(perArea)));
        if (cell == GaussianCutoff.RoundCell(1 / MathF.Sqrt(-BrickMath.Max(-perArea)))) return GaussianCutoff.RoundRadiusMm(cell) * GaussianCutoff.RoundRadiusMm(cell) * perArea;
        foreach (ref var lane in lanes) lane = GaussianCutoff.RoundRadiusSquared(1 / MathF.Sqrt(lane));
        return Vector512.Create<float>(lanes);
    }

    private static int WholeBlocks(int rows) => (rows + Block - 1) / Block * Block;
}
