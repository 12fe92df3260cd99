using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Structures;

/// <summary>A slab of voxels: one slice of a mask or membership, what is inside a voxel being spread evenly over it.</summary>
/// <param name="geometry">The grid of the voxels.</param>
/// <param name="k">The slice.</param>
/// <param name="voxels">Linear indices of the slice's touched voxels, ascending.</param>
/// <param name="fractions">Fraction of each inside.</param>
internal sealed class VoxelSlab(GridGeometry geometry, int k, ReadOnlyMemory<int> voxels, ReadOnlyMemory<float> fractions)
    : BodySlab(geometry.LowerCorner.Z + k * geometry.Spacing.Z, geometry.LowerCorner.Z + (k + 1) * geometry.Spacing.Z)
{
    /// <inheritdoc/>
    public override double PerimeterMm
    {
        get
        {
            var slice = new Dictionary<int, float>(voxels.Length);
            var indices = voxels.Span;
            var inside = fractions.Span;
            for (var n = 0; n < indices.Length; n++) slice[indices[n]] = inside[n];
            float At(int voxel, int i) => i >= 0 && i < geometry.Nx ? slice.GetValueOrDefault(voxel) : 0;
            var sum = 0.0;
            foreach (var (voxel, fraction) in slice)
            {
                var i = voxel % geometry.Nx;
                sum += geometry.Spacing.Y * (Math.Max(0, fraction - At(voxel - 1, i - 1)) + Math.Max(0, fraction - At(voxel + 1, i + 1)));
                sum += geometry.Spacing.X * (Math.Max(0, fraction - At(voxel - geometry.Nx, i)) + Math.Max(0, fraction - At(voxel + geometry.Nx, i)));
            }

            return sum;
        }
    }

    /// <inheritdoc/>
    public override BodyLines Lines(double pitchMm, ReadOnlySpan<double> cutsMm)
    {
        var lines = new BodyLines();
        List<double> borders = [];
        List<(double X0, double X1, double Fraction)> runs = [];
        for (var n = 0; n < voxels.Length;)
        {
            var row = voxels.Span[n] / geometry.Nx;
            n = Runs(n, row, runs);
            var lower = geometry.LowerCorner.Y + row % geometry.Ny * geometry.Spacing.Y;
            var upper = lower + geometry.Spacing.Y;
            borders.Clear();
            AddBorder(borders, lower, pitchMm);
            foreach (var cut in cutsMm)
                if (cut > lower && cut < upper) AddBorder(borders, cut, pitchMm);
            AddBorder(borders, upper, pitchMm);
            for (var b = 1; b < borders.Count; b++)
            {
                lines.Start(borders[b - 1], borders[b]);
                foreach (var (x0, x1, fraction) in runs) lines.Add(x0, x1, fraction);
            }
        }

        return lines;
    }

    // Neighbours with the same fraction are one interval. Returns where the next row starts.
    private int Runs(int first, int row, List<(double X0, double X1, double Fraction)> runs)
    {
        runs.Clear();
        var indices = voxels.Span;
        var inside = fractions.Span;
        var n = first;
        while (n < indices.Length && indices[n] / geometry.Nx == row)
        {
            var start = n++;
            while (n < indices.Length && indices[n] == indices[n - 1] + 1 && indices[n] / geometry.Nx == row && inside[n] == inside[start]) n++;
            double Edge(int i) => geometry.LowerCorner.X + i * geometry.Spacing.X;
            runs.Add((Edge(indices[start] % geometry.Nx), Edge(indices[n - 1] % geometry.Nx + 1), inside[start]));
        }

        return n;
    }
}
