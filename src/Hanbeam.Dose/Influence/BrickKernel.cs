using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Hanbeam.Dose.Vectors;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// One brick under one layer, sixteen voxels at a time: reads the depth table, makes the halves of the components' separable windows, and applies them to the layer's nodes in both directions.
/// One thread's scratch.
/// </summary>
internal sealed class BrickKernel
{
    private const int Lanes = LaneBuffer.Lanes;
    private const int Block = BrickLattice.RowBlock;

    private readonly LaneBuffer lines = new(Lanes * Lanes);
    private readonly LaneBuffer values = new(Lanes * Lanes);
    private readonly int[] rows = new int[Lanes];
    private readonly float[] shares = new float[Lanes];
    private readonly LaneBuffer profileX;
    private readonly LaneBuffer profileY;
    private readonly LaneBuffer squareX;
    private readonly LaneBuffer squareY;
    private BrickLayer layer = null!;
    private BrickPoints points = null!;
    private int brick;
    private int shallowestRow;
    private Vector512<float> inTable;
    private Vector512<float> sigmaX;
    private Vector512<float> sigmaY;
    private int row0;
    private int rowEnd;
    private int column0;
    private int columnEnd;

    /// <param name="layers">All layers that it will be used for.</param>
    public BrickKernel(BrickLayer[] layers)
    {
        profileX = new LaneBuffer(layers.Max(layer => layer.Lattice.Nx) * Lanes);
        profileY = new LaneBuffer((layers.Max(layer => layer.Lattice.Ny) + Block) * Lanes);
        var round = layers.Any(layer => layer.Cut.Kind == BrickCutKind.Round);
        (squareX, squareY) = (new LaneBuffer(round ? profileX.Count : 0), new LaneBuffer(round ? profileY.Count : 0));
    }

    /// <summary>Gy per 10⁶ ions for a window product of 1.</summary>
    public Vector512<float> Amplitude { get; private set; }

    /// <summary>Alpha of the component, 1/Gy.</summary>
    public Vector512<float> Alpha { get; private set; }

    /// <summary>Sqrt(beta) of the component, 1/Gy.</summary>
    public Vector512<float> SqrtBeta { get; private set; }

    /// <summary>LET of the component, keV/µm.</summary>
    public Vector512<float> Let { get; private set; }

    /// <summary>Goes to a brick of a layer; false when no component reaches it.</summary>
    public bool Enter(BrickLayer ofLayer, BrickPoints ofPoints, int ofBrick)
    {
        (layer, points, brick) = (ofLayer, ofPoints, ofBrick);
        ref readonly var box = ref points.Boxes[brick];
        shallowestRow = (int)((box.Shallowest + layer.ShiftMm) / PencilBeam.LayerKernel.DepthStepMm);
        if (shallowestRow >= layer.LastRowEnd) return false;
        ReadTable();
        ReadSpot(box);
        return true;
    }

    /// <summary>Goes to one of the layer's components; false when it has nothing here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Select(int component)
    {
        if (shallowestRow >= layer.RowEnd[component]) return false;
        var at = component * BrickLayer.Values * Lanes;
        var amplitude = values.Load(at);
        if (!Vector512.GreaterThanAny(amplitude, Vector512.Create(layer.Negligible))) return false;
        var variance = values.Load(at + Lanes);
        if (layer.Cut.Kind != BrickCutKind.Window) amplitude &= inTable;
        if (layer.ShiftMm > 0) variance += GapSpread(layer.Shifter[component]);
        var rootX = BrickMath.ReciprocalSqrt(Vector512.FusedMultiplyAdd(sigmaX, sigmaX, variance));
        var rootY = BrickMath.ReciprocalSqrt(Vector512.FusedMultiplyAdd(sigmaY, sigmaY, variance));
        Amplitude = amplitude * rootX * rootY * Vector512.Create(layer.Cut.Compensation / (2 * MathF.PI));
        Alpha = values.Load(at + 2 * Lanes);
        SqrtBeta = values.Load(at + 3 * Lanes);
        Let = values.Load(at + 4 * Lanes);

        // The isocentre plane is seen magnified by 1/(1 − Zg/SAD).
        var zg = points.Zg.Load(brick * Lanes);
        rootX *= Vector512.FusedMultiplyAdd(Vector512.Create(-points.PerSourceX), zg, Vector512<float>.One);
        rootY *= Vector512.FusedMultiplyAdd(Vector512.Create(-points.PerSourceY), zg, Vector512<float>.One);
        if (!Window(-BrickMath.Max(-rootX), -BrickMath.Max(-rootY))) return false;
        var lattice = layer.Lattice;
        var (placeX, placeY) = (points.X.Load(brick * Lanes), points.Y.Load(brick * Lanes));
        switch (layer.Cut.Kind)
        {
            case BrickCutKind.Window:
                Profile(profileX, column0, columnEnd, lattice.X0Mm, lattice.StepXMm, placeX, rootX);
                Profile(profileY, row0, rowEnd, lattice.Y0Mm, lattice.StepYMm, placeY, rootY);
                break;
            case BrickCutKind.Square:
                CutProfile(profileX, column0, columnEnd, lattice.X0Mm, lattice.StepXMm, placeX, rootX, layer.Cut.RadiusSquared);
                CutProfile(profileY, row0, rowEnd, lattice.Y0Mm, lattice.StepYMm, placeY, rootY, layer.Cut.RadiusSquared);
                break;
            case BrickCutKind.Round:
                RoundProfile(profileX, squareX, column0, columnEnd, lattice.X0Mm, lattice.StepXMm, placeX, rootX);
                RoundProfile(profileY, squareY, row0, rowEnd, lattice.Y0Mm, lattice.StepYMm, placeY, rootY);
                break;
        }

        return true;
    }

    /// <summary>Σ_r y[r] Σ_c x[c]·w[r, c] in each lane.</summary>
    public Vector512<float> Contract(ref float nodes) => layer.Cut.Kind == BrickCutKind.Round ? ContractRound(ref nodes) : ContractWindow(ref nodes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector512<float> ContractWindow(ref float nodes)
    {
        var lattice = layer.Lattice;
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
        var lattice = layer.Lattice;
        var limit = Vector512.Create(layer.Cut.RadiusSquared);
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
        var lattice = layer.Lattice;
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

    /// <summary>Writes amplitude·x[c]·y[r] of all cells of the window, sixteen voxels each, with the largest of each; cells without a spot count as 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public BrickWindow Products(ref float cells, float[] largest, out float top)
    {
        var lattice = layer.Lattice;
        var window = new BrickWindow(row0, Math.Min(rowEnd, lattice.Ny), column0, columnEnd - column0);
        var most = Vector512<float>.Zero;
        var cell = 0;
        for (var row = row0; row < window.RowEnd; row++)
        {
            var y = Amplitude * profileY.Load((row - row0) * Lanes);
            for (var c = column0; c < columnEnd; c++, cell++)
            {
                largest[cell] = 0;
                if (!lattice.Occupied[row * lattice.Nx + c]) continue;
                var product = y * profileX.Load((c - column0) * Lanes);
                product.StoreUnsafe(ref cells, (nuint)(cell * Lanes));
                largest[cell] = BrickMath.Max(product);
                most = Vector512.Max(most, product);
            }
        }

        top = BrickMath.Max(most);
        return window;
    }

    /// <summary>Voxel–spot pairs of the window whose product is at least what the cutoff leaves along an axis.</summary>
    public long CountNonZeros()
    {
        var least = Vector512.Create(MathF.Exp(-layer.Cut.RadiusSquared / 2));
        var lattice = layer.Lattice;
        var count = 0;
        for (var row = row0; row < Math.Min(rowEnd, lattice.Ny); row++)
        {
            for (var c = column0; c < columnEnd; c++)
            {
                if (!lattice.Occupied[row * lattice.Nx + c]) continue;
                var product = profileX.Load((c - column0) * Lanes) * profileY.Load((row - row0) * Lanes);
                count += System.Numerics.BitOperations.PopCount(Vector512.GreaterThanOrEqual(product, least).ExtractMostSignificantBits());
            }
        }

        return count;
    }

    // A line of the table for each lane, linear between two depths, and the lines turned so that a vector holds one value of all lanes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadTable()
    {
        var position = (points.Depth.Load(brick * Lanes) + Vector512.Create(layer.ShiftMm)) * Vector512.Create(1 / PencilBeam.LayerKernel.DepthStepMm);
        position = Vector512.Min(Vector512.Max(position, Vector512<float>.Zero), Vector512.Create((float)layer.RowCount - 0.01f));
        inTable = Vector512.LessThan(position, Vector512.Create((float)layer.RowCount - 1));
        var whole = Vector512.ConvertToInt32(position);
        whole.CopyTo(rows);
        (position - Vector512.ConvertToSingle(whole)).CopyTo(shares);
        ref var table = ref layer.Table.First;
        ref var target = ref lines.First;
        for (var lane = 0; lane < Lanes; lane++)
        {
            ref var line = ref Unsafe.Add(ref table, rows[lane] * Lanes);
            var (upper, lower) = (Vector512.LoadUnsafe(ref line), Vector512.LoadUnsafe(ref line, Lanes));
            Vector512.FusedMultiplyAdd(Vector512.Create(shares[lane]), lower - upper, upper).StoreUnsafe(ref target, (nuint)(lane * Lanes));
        }

        if (Avx512F.IsSupported) Transpose(ref target, ref values.First);
        else TransposeScalar(ref target, ref values.First);
    }

    private void ReadSpot(in BrickBox box)
    {
        var (lowX, highX, lowY, highY) = layer.SpotSigma(box.LowZg, box.HighZg);
        var height = box.HighZg - box.LowZg;
        var share = height > 0 ? (points.Zg.Load(brick * Lanes) - Vector512.Create(box.LowZg)) * Vector512.Create(1 / height) : Vector512<float>.Zero;
        sigmaX = Vector512.FusedMultiplyAdd(share, Vector512.Create(highX - lowX), Vector512.Create(lowX));
        sigmaY = Vector512.FusedMultiplyAdd(share, Vector512.Create(highY - lowY), Vector512.Create(lowY));
    }

    private Vector512<float> GapSpread(in ShifterSpread spread)
    {
        var depth = points.Depth.Load(brick * Lanes);
        var gap = Vector512.Max(Vector512<float>.Zero, Vector512.Create(layer.ShifterFaceZgMm) - points.Zg.Load(brick * Lanes) - depth);
        var square = gap * (gap + depth + depth);
        var primaries = Vector512.Create(2 * spread.A1) * gap + Vector512.Create(spread.A0) * square;
        var born = Vector512.Create(2 * spread.BornA1) * gap + Vector512.Create(spread.BornA0) * square;
        var share = Vector512.Create(layer.ShiftMm) / (Vector512.Create(layer.ShiftMm) + depth);
        return Vector512.FusedMultiplyAdd(share, born - primaries, primaries);
    }

    // 1/σ of the widest voxel along x and y gives the window that holds all voxels' Gaussians; rows are rounded up to whole blocks.
    private bool Window(float narrowestX, float narrowestY)
    {
        var lattice = layer.Lattice;
        ref readonly var box = ref points.Boxes[brick];
        var (reachX, reachY) = (layer.Cut.Sigmas / narrowestX, layer.Cut.Sigmas / narrowestY);
        column0 = Math.Max(0, (int)MathF.Ceiling((box.LeftX - reachX - lattice.X0Mm) / lattice.StepXMm));
        columnEnd = Math.Min(lattice.Nx, (int)MathF.Floor((box.RightX + reachX - lattice.X0Mm) / lattice.StepXMm) + 1);
        row0 = Math.Max(0, (int)MathF.Ceiling((box.LowY - reachY - lattice.Y0Mm) / lattice.StepYMm));
        rowEnd = Math.Min(lattice.Ny, (int)MathF.Floor((box.HighY + reachY - lattice.Y0Mm) / lattice.StepYMm) + 1);
        if (column0 >= columnEnd || row0 >= rowEnd) return false;
        rowEnd = row0 + (rowEnd - row0 + Block - 1) / Block * Block;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Profile(LaneBuffer profile, int first, int end, float origin, float step, Vector512<float> place, Vector512<float> root)
    {
        // exp(−d²/2σ²) = 2^(−(d·root·√(log2(e)/2))²)
        var scale = root * Vector512.Create(MathF.Sqrt(BrickMath.Log2OfE / 2));
        var offset = (Vector512.Create(origin) - place) * scale;
        var stride = Vector512.Create(step) * scale;
        ref var target = ref profile.First;
        for (var n = first; n < end; n++)
        {
            var d = Vector512.FusedMultiplyAdd(Vector512.Create((float)n), stride, offset);
            BrickMath.Exp2(-(d * d)).StoreUnsafe(ref target, (nuint)((n - first) * Lanes));
        }
    }

    // As Profile, with the exponential of the final dose and nothing beyond the cut.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CutProfile(LaneBuffer profile, int first, int end, float origin, float step, Vector512<float> place, Vector512<float> root, float largestSquare)
    {
        var (offset, stride) = ((Vector512.Create(origin + first * step) - place) * root, Vector512.Create(step) * root);
        ref var target = ref profile.First;
        for (var n = 0; n < end - first; n++)
        {
            var d = Vector512.FusedMultiplyAdd(Vector512.Create((float)n), stride, offset);
            var inside = Vector512.LessThanOrEqual(d * d, Vector512.Create(largestSquare));
            (inside & LaneMath.Exp(Vector512.Create(-0.5f) * d * d)).StoreUnsafe(ref target, (nuint)(n * Lanes));
        }
    }

    // As Profile, with the exponential of the final dose, and the squares by themselves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RoundProfile(LaneBuffer profile, LaneBuffer squares, int first, int end, float origin, float step, Vector512<float> place, Vector512<float> root)
    {
        var (offset, stride) = ((Vector512.Create(origin + first * step) - place) * root, Vector512.Create(step) * root);
        for (var n = 0; n < end - first; n++)
        {
            var d = Vector512.FusedMultiplyAdd(Vector512.Create((float)n), stride, offset);
            squares.Store(n * Lanes, d * d);
            profile.Store(n * Lanes, LaneMath.Exp(Vector512.Create(-0.5f) * d * d));
        }
    }

    private static void TransposeScalar(ref float from, ref float to)
    {
        for (var lane = 0; lane < Lanes; lane++)
            for (var value = 0; value < Lanes; value++) Unsafe.Add(ref to, value * Lanes + lane) = Unsafe.Add(ref from, lane * Lanes + value);
    }

    private static void Transpose(ref float from, ref float to)
    {
        Span<Vector512<float>> quads = stackalloc Vector512<float>[Lanes];
        for (var four = 0; four < Lanes; four += 4)
        {
            var (a, b) = (Vector512.LoadUnsafe(ref from, (nuint)(four * Lanes)), Vector512.LoadUnsafe(ref from, (nuint)((four + 1) * Lanes)));
            var (c, d) = (Vector512.LoadUnsafe(ref from, (nuint)((four + 2) * Lanes)), Vector512.LoadUnsafe(ref from, (nuint)((four + 3) * Lanes)));
            var (ab, abHigh) = (Avx512F.UnpackLow(a, b).AsDouble(), Avx512F.UnpackHigh(a, b).AsDouble());
            var (cd, cdHigh) = (Avx512F.UnpackLow(c, d).AsDouble(), Avx512F.UnpackHigh(c, d).AsDouble());
            quads[four] = Avx512F.UnpackLow(ab, cd).AsSingle();
            quads[four + 1] = Avx512F.UnpackHigh(ab, cd).AsSingle();
            quads[four + 2] = Avx512F.UnpackLow(abHigh, cdHigh).AsSingle();
            quads[four + 3] = Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle();
        }

        for (var n = 0; n < 4; n++)
        {
            var (even, odd) = (Avx512F.Shuffle4x128(quads[n], quads[4 + n], 0x88), Avx512F.Shuffle4x128(quads[n], quads[4 + n], 0xDD));
            var (evenNext, oddNext) = (Avx512F.Shuffle4x128(quads[8 + n], quads[12 + n], 0x88), Avx512F.Shuffle4x128(quads[8 + n], quads[12 + n], 0xDD));
            Avx512F.Shuffle4x128(even, evenNext, 0x88).StoreUnsafe(ref to, (nuint)(n * Lanes));
            Avx512F.Shuffle4x128(odd, oddNext, 0x88).StoreUnsafe(ref to, (nuint)((4 + n) * Lanes));
            Avx512F.Shuffle4x128(even, evenNext, 0xDD).StoreUnsafe(ref to, (nuint)((8 + n) * Lanes));
            Avx512F.Shuffle4x128(odd, oddNext, 0xDD).StoreUnsafe(ref to, (nuint)((12 + n) * Lanes));
        }
    }
}
