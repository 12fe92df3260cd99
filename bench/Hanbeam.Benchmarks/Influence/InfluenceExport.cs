using System.Runtime.InteropServices;
using Hanbeam.Dose.Influence;

namespace Hanbeam.Benchmarks.Influence;

/// <summary>Writes what the C++ twin starts from, and the matrix of one beam's core for SciPy.</summary>
internal static class InfluenceExport
{
    /// <summary>Layers, points and weights for bench/InfluenceTwin/bricks.cpp.</summary>
    public static void ForTwin(string path, BrickBeam beam, float[][] nodes)
    {
        using var file = new BinaryWriter(File.Create(path));
        void Write<T>(ReadOnlySpan<T> values)
            where T : unmanaged
        {
            file.Write(values.Length);
            file.Write(MemoryMarshal.AsBytes(values));
        }

        var points = beam.Points;
        file.Write(beam.Bricks.Count);
        file.Write(points.PerSourceX);
        file.Write(points.PerSourceY);
        foreach (var line in new[] { points.X, points.Y, points.Zg, points.Depth }) Write<float>(line.Span);
        file.Write(MemoryMarshal.AsBytes<BrickBox>(points.Boxes));
        file.Write(beam.Layers.Length);
        for (var n = 0; n < beam.Layers.Length; n++)
        {
            var (layer, lattice) = (beam.Layers[n], beam.Layers[n].Lattice);
            foreach (var value in new[] { lattice.X0Mm, lattice.Y0Mm, lattice.StepXMm, lattice.StepYMm }) file.Write(value);
            foreach (var value in new[] { lattice.Nx, lattice.Ny }) file.Write(value);
            foreach (var value in new[] { layer.ShiftMm, layer.ShifterFaceZgMm, layer.Negligible }) file.Write(value);
            foreach (var value in new[] { layer.RowCount, layer.LastRowEnd, layer.Parts.Length }) file.Write(value);
            foreach (var part in layer.Parts)
            {
                foreach (var value in new[] { part.At, part.Gaussians.Length }) file.Write(value);
                foreach (var value in new[] { part.LargestAlpha, part.LargestSqrtBeta, part.LargestLet }) file.Write(value);
                foreach (var (at, rowEnd, spread) in part.Gaussians)
                {
                    foreach (var value in new[] { at, rowEnd }) file.Write(value);
                    foreach (var value in new[] { spread.A0, spread.A1, spread.BornA0, spread.BornA1 }) file.Write(value);
                }
            }

            Write<float>(lattice.Occupied);
            Write<float>(layer.Table.Span);
            Write<float>(layer.SpotSigmaX);
            Write<float>(layer.SpotSigmaY);
            Write<float>(nodes[n]);
        }
    }

    /// <summary>Physical dose per 10⁶ ions as rows, columns and values for bench/InfluenceTwin/csc.py; a pair may come twice, from two parts.</summary>
    public static void ForSciPy(string path, BrickBeam beam, StoredOperator<ByteMantissa> stored)
    {
        using var rows = File.Create(path + ".rows");
        using var columns = File.Create(path + ".columns");
        using var values = File.Create(path + ".values");
        File.WriteAllBytes(path + ".shape", MemoryMarshal.AsBytes<long>([beam.Bricks.PointCount, beam.SpotStart[^1]]));
        for (var layer = 0; layer < beam.Layers.Length; layer++)
        {
            var lattice = beam.Layers[layer].Lattice;
            var spotOfCell = new int[lattice.Size];
            for (var spot = 0; spot < lattice.SpotCount; spot++) spotOfCell[lattice.CellOfSpot[spot]] = beam.SpotStart[layer] + spot;
            foreach (var run in stored.Runs[layer])
            {
                var (r, c, v) = Entries(beam, lattice, spotOfCell, run);
                rows.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(r)));
                columns.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(c)));
                values.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(v)));
            }
        }
    }

    private static (List<int> Rows, List<int> Columns, List<float> Values) Entries(BrickBeam beam, BrickLattice lattice, int[] spotOfCell, StoredRun run)
    {
        var (rows, columns, values) = (new List<int>(), new List<int>(), new List<float>());
        var (block, cell) = (0, 0);
        foreach (var row in run.Rows)
        {
            while (run.Blocks[block].CellEnd <= cell) block++;
            var (node, count) = ((int)(row >> 8), (int)(row & 0xFF));
            for (var n = 0; n < count; n++, cell++)
            {
                if (lattice.Occupied[node + n] == 0) continue;
                var levels = ByteMantissa.Load(ref run.Mantissas[run.Offset + cell * LaneBuffer.Lanes]);
                var scale = BitConverter.Int32BitsToSingle(run.Scales[cell] << 16);
                for (var lane = 0; lane < LaneBuffer.Lanes; lane++)
                {
                    if (levels[lane] == 0 || run.Blocks[block].Brick * LaneBuffer.Lanes + lane >= beam.Bricks.PointCount) continue;
                    rows.Add(beam.Bricks.PointOfLane[run.Blocks[block].Brick * LaneBuffer.Lanes + lane]);
                    columns.Add(spotOfCell[node + n]);
                    values.Add(levels[lane] * scale);
                }
            }
        }

        return (rows, columns, values);
    }
}
