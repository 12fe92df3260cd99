using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dicom.RtIonPlan;

/// <summary>
/// Spots as Scan Spot Position Map and Scan Spot Meterset Weights hold them, and back. Weights are 32-bit floats, which hold whole numbers up
/// to 2²⁴ = 16 777 216 exactly: a spot with more ions becomes a run of spots at one place, all but the last of exactly 2²⁴ ions.
/// A position map of two 32-bit floats a spot must fit into the 16-bit length of explicit VR: a layer of more than 8191 spots becomes several
/// layers of one energy, all but the last of exactly 8191 spots. Both are recognised, and undone, by those exact numbers.
/// </summary>
internal static class SpotWeights
{
    /// <summary>The largest number of ions of one DICOM spot.</summary>
    internal const double MostIons = 16_777_216;

    /// <summary>
    /// The largest number of ions of one DICOM spot in monitor units: a weight of 24 bits gives its ions to a quarter of one, so that rounding finds them all.
    /// </summary>
    internal const double MostIonsInMonitorUnits = MostIons / 4;

    /// <summary>The largest number of spots of one control point: 65 534 bytes of 8 each.</summary>
    internal const int MostSpots = 8191;

    /// <summary>Layers with no more ions and spots than DICOM can hold; empty ones are left out.</summary>
    internal static IEnumerable<EnergyLayer> Split(IEnumerable<EnergyLayer> layers, double mostIons = MostIons)
    {
        foreach (var layer in layers)
        {
            var (x, y, particles) = (new List<double>(), new List<double>(), new List<double>());
            for (var i = 0; i < layer.Count; i++)
            {
                for (var rest = layer.Particles[i]; ; rest -= mostIons)
                {
                    x.Add(layer.XMm[i]);
                    y.Add(layer.YMm[i]);
                    particles.Add(Math.Min(rest, mostIons));
                    if (rest <= mostIons) break;
                }
            }

            for (var start = 0; start < x.Count; start += MostSpots)
            {
                var end = Math.Min(start + MostSpots, x.Count);
                yield return layer with { XMm = [.. x[start..end]], YMm = [.. y[start..end]], Particles = [.. particles[start..end]] };
            }
        }
    }

    /// <summary>Undoes <see cref="Split"/>.</summary>
    internal static IReadOnlyList<EnergyLayer> Join(IReadOnlyList<EnergyLayer> layers, double mostIons = MostIons)
    {
        var joined = new List<EnergyLayer>();
        var previousCount = 0;
        foreach (var layer in layers)
        {
            var continues = previousCount == MostSpots && joined[^1].EnergyMeVPerU == layer.EnergyMeVPerU && joined[^1].FwhmMm == layer.FwhmMm;
            previousCount = layer.Count;
            if (!continues) joined.Add(layer);
            else joined[^1] = joined[^1] with { XMm = [.. joined[^1].XMm, .. layer.XMm], YMm = [.. joined[^1].YMm, .. layer.YMm], Particles = [.. joined[^1].Particles, .. layer.Particles] };
        }

        return [.. joined.Select(layer => JoinSpots(layer, mostIons))];
    }

    private static EnergyLayer JoinSpots(EnergyLayer layer, double mostIons)
    {
        var (x, y, particles) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < layer.Count; i++)
        {
            var continues = i > 0 && layer.Particles[i - 1] == mostIons && layer.XMm[i] == layer.XMm[i - 1] && layer.YMm[i] == layer.YMm[i - 1];
            if (continues)
            {
                particles[^1] += layer.Particles[i];
                continue;
            }

            x.Add(layer.XMm[i]);
            y.Add(layer.YMm[i]);
            particles.Add(layer.Particles[i]);
        }

        return x.Count == layer.Count ? layer : layer with { XMm = [.. x], YMm = [.. y], Particles = [.. particles] };
    }
}
