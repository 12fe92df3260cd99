using Hanbeam.Numerics.Random;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// Draws the ions of the sources. Ions of a batch are spread evenly over all spots by their ions: history n of m takes the spot at (n + u)/m of the cumulated ions,
/// so that every batch is a small copy of the plan.
/// </summary>
internal sealed class PrimaryGenerator
{
    // Source and transport of a history use different keys of the same stream.
    private const ulong SourceKey = 0x5851F42D4C957F2D;

    private readonly BeamSource[] sources;
    private readonly double[] cumulated;
    private readonly (int Source, int Layer, int Spot)[] spots;

    public PrimaryGenerator(BeamSource[] sources)
    {
        this.sources = sources;
        spots = [.. sources.SelectMany((source, s) => source.Layers.SelectMany((layer, l) => layer.Ions.Select((ions, n) => (Source: s, Layer: l, Spot: n, ions))))
            .Where(spot => spot.ions > 0).Select(spot => (spot.Source, spot.Layer, spot.Spot))];
        cumulated = new double[spots.Length];
        for (var n = 0; n < spots.Length; n++)
            cumulated[n] = (n > 0 ? cumulated[n - 1] : 0) + sources[spots[n].Source].Layers[spots[n].Layer].Ions[spots[n].Spot];
    }

    /// <summary>Ions of all sources.</summary>
    public double Ions => cumulated[^1];

    /// <summary>Draws an ion.</summary>
    /// <param name="physics">Tables.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="history">Number of the history in the run: its stream.</param>
    /// <param name="inBatch">Its number in the batch.</param>
    /// <param name="batchSize">Histories in the batch.</param>
    /// <param name="ion">The ion in the beam's layers: x, y of the beam plus <see cref="UpstreamLine.AxisMm"/>, z = 0.</param>
    /// <param name="random">The source's random numbers, for what is left to draw.</param>
    /// <returns>Which source.</returns>
    public int Draw(TransportPhysics physics, ulong seed, long history, int inBatch, int batchSize, out Particle ion, out CounterRandom random)
    {
        random = new CounterRandom(seed ^ SourceKey, (ulong)history);
        var at = Array.BinarySearch(cumulated, (inBatch + random.NextDouble()) / batchSize * Ions);
        var (s, l, n) = spots[Math.Min(at >= 0 ? at + 1 : ~at, spots.Length - 1)];
        var layer = sources[s].Layers[l];
        var frame = sources[s].Frame;
        var (x, angleX) = layer.PlaneX.Sample(ref random);
        var (y, angleY) = layer.PlaneY.Sample(ref random);
        if (layer.WidthXMm > 0) x += layer.WidthXMm * (random.NextDouble() - 0.5);
        if (layer.WidthYMm > 0) y += layer.WidthYMm * (random.NextDouble() - 0.5);
        var energy = layer.E * (1 + layer.RelativeEnergySpread * random.NextNormal());
        ion = default;
        ion.Species = physics.SpeciesOf(sources[s].Ion.Z, sources[s].Ion.A);
        (ion.RangeMm, ion.E) = physics.RangeOf(ion.Species, Math.Max(energy, 0.1));
        ion.Stream = (ulong)history;
        ParticleStart.DrawPaths(seed, ref ion);

        // Change of position per mm downstream; the scan's part comes from the virtual source.
        var (slopeX, slopeY) = (angleX + layer.XMm[n] * frame.InverseSadX, angleY + layer.YMm[n] * frame.InverseSadY);
        var norm = 1 / Math.Sqrt(1 + slopeX * slopeX + slopeY * slopeY);
        ion.X = (float)(layer.XMm[n] + x - slopeX * frame.StartZgMm) + UpstreamLine.AxisMm;
        ion.Y = (float)(layer.YMm[n] + y - slopeY * frame.StartZgMm) + UpstreamLine.AxisMm;
        (ion.Ux, ion.Uy, ion.Uz) = ((float)(slopeX * norm), (float)(slopeY * norm), (float)norm);
        return s;
    }
}
