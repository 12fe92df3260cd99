using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Deliverability;

/// <summary>Puts optimised ions into a beam.</summary>
public static class SpotIons
{
    /// <summary>A beam with ions; spots without any and layers without spots are left out.</summary>
    /// <param name="beam">The beam as placed.</param>
    /// <param name="ions">Ions per fraction of each spot, layer after layer.</param>
    public static PlanBeam Fill(PlanBeam beam, ReadOnlySpan<double> ions)
    {
        if (ions.Length != beam.SpotCount) throw new ArgumentException("as many ions as spots are needed", nameof(ions));
        var layers = new List<EnergyLayer>();
        var next = 0;
        foreach (var layer in beam.Layers)
        {
            var own = ions.Slice(next, layer.Count).ToArray();
            next += layer.Count;
            int[] kept = [.. Enumerable.Range(0, own.Length).Where(n => own[n] > 0)];
            if (kept.Length == 0) continue;
            layers.Add(layer with { XMm = [.. kept.Select(n => layer.XMm[n])], YMm = [.. kept.Select(n => layer.YMm[n])], Particles = [.. kept.Select(n => own[n])] });
        }

        return beam with { Layers = layers };
    }
}
