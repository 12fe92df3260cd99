namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>How the halo of a model is changed to meet lateral measurements.</summary>
/// <param name="Dose">Factor on the halo's share of the dose; the core gives or takes the difference.</param>
/// <param name="Sigma">Factor on the sigma of its components.</param>
internal sealed record HaloScale(double Dose, double Sigma)
{
    /// <summary>No change.</summary>
    public static HaloScale None { get; } = new(1, 1);

    /// <summary>Factors on the dose of everything else and of the halo, where the halo has a share of all dose: it never takes more than all, and behind the range, where it is all, it stays so.</summary>
    /// <param name="share">The halo's share, 0 to 1.</param>
    public (double Others, double Halo) Factors(double share)
    {
        if (share is not (> 0 and < 1 - 1e-6)) return (1, 1);
        var factor = Math.Min(Dose, 1 / share);
        return ((1 - share * factor) / (1 - share), factor);
    }

    /// <summary>A pencil beam with its halo changed.</summary>
    public EnergyBeamData Apply(EnergyBeamData beam)
    {
        if (this == None) return beam;
        var halo = new double[beam.DepthMm.Length];
        foreach (var component in beam.Components.Where(c => c.Group == LateralGroup.Halo))
            for (var d = 0; d < halo.Length; d++) halo[d] += component.Weight[d];
        (double Others, double Halo)[] factors = [.. halo.Select(Factors)];
        return beam with
        {
            Components = [.. beam.Components.Select(c => c.Group == LateralGroup.Halo
                ? new LateralComponent(c.Group, [.. c.Weight.Select((w, d) => w * factors[d].Halo)], [.. c.SigmaMm.Select(s => s * Sigma)])
                : c with { Weight = [.. c.Weight.Select((w, d) => w * factors[d].Others)] })],
        };
    }
}
