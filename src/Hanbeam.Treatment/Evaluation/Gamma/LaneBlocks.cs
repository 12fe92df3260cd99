namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <summary>
/// The steps along x of every reference voxel in blocks of eight neighbours, −4…3 first and then outwards, ready for vectors: for each lane the place of its two
/// evaluated voxels in a row of eight, the fraction between them, and its squared distance.
/// </summary>
internal sealed class LaneBlocks
{
    /// <summary>Lanes of a block.</summary>
    public const int Lanes = 8;

    private LaneBlocks(int count, int voxels) =>
        (Count, NearestSquared, Base, Places, Fractions, Squares) = (count, new int[count], new int[voxels * count], new int[voxels * count * Lanes], new float[voxels * count * Lanes], new float[voxels * count * Lanes]);

    /// <summary>Blocks per voxel.</summary>
    public int Count { get; }

    /// <summary>Square of the least number of steps to each block; ascending.</summary>
    public int[] NearestSquared { get; }

    /// <summary>First evaluated voxel of a voxel's block, −1 where the block has no dose.</summary>
    public int[] Base { get; }

    /// <summary>Per lane: the lower evaluated voxel, counted from <see cref="Base"/>.</summary>
    public int[] Places { get; }

    /// <summary>Per lane: the fraction between lower and upper.</summary>
    public float[] Fractions { get; }

    /// <summary>Per lane: squared number of steps; infinite where there is no dose.</summary>
    public float[] Squares { get; }

    /// <summary>Makes the blocks.</summary>
    /// <param name="x">The steps.</param>
    /// <returns>Null where eight steps span more than eight evaluated voxels, so that they do not fit into a vector.</returns>
    public static LaneBlocks? Create(SearchAxis x)
    {
        if ((Lanes - 1) * x.StepVoxels >= Lanes - 2) return null;
        var half = Lanes / 2;
        // Blocks −4…3, 4…11, −12…−5, …: as many on either side as reach the last step.
        var right = (x.Reach - half + Lanes) / Lanes;
        var left = (x.Reach - half + Lanes - 1) / Lanes;
        int[] starts = [.. Enumerable.Range(-left, left + right + 1).Select(n => n * Lanes - half).OrderBy(Nearest)];
        var blocks = new LaneBlocks(starts.Length, x.Voxels);
        for (var n = 0; n < starts.Length; n++) blocks.NearestSquared[n] = Nearest(starts[n]) * Nearest(starts[n]);
        for (var voxel = 0; voxel < x.Voxels; voxel++)
            for (var n = 0; n < starts.Length; n++) blocks.Fill(x, voxel, n, starts[n]);
        return blocks;
    }

    private static int Nearest(int start) => Math.Max(0, Math.Max(start, -(start + Lanes - 1)));

    private void Fill(SearchAxis x, int voxel, int block, int start)
    {
        var at = voxel * Count + block;
        Base[at] = -1;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var step = start + lane;
            var exists = step >= x.First(voxel) && step <= x.Last(voxel);
            Squares[at * Lanes + lane] = exists ? (float)step * step : float.PositiveInfinity;
            if (!exists) continue;
            if (Base[at] < 0) Base[at] = x.Lower(voxel, step);
            Places[at * Lanes + lane] = x.Lower(voxel, step) - Base[at];
            Fractions[at * Lanes + lane] = (float)x.Fraction(voxel, step);
        }
    }
}
