namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>How the halo of a model is changed to meet lateral measurements.</summary>
/// <param name="Dose">Factor on the halo's share of the dose; the core gives or takes the difference.</param>
/// <param name="Sigma">Factor on the sigma of its components.</param>
internal sealed record HaloScale(double Dose, double Sigma)
{
    /// <summary>No change.</summary>
    public static HaloScale None { get; } = new(1, 1);

    /// <summary>A pencil beam with its halo changed.</summary>
    public EnergyBeamData Apply(EnergyBeamData beam)
    {
        if (this == None) return beam;
        var halo = new double[beam.DepthMm.Length];
        foreach (var component in beam.Components.Where(c => c.Group == LateralGroup.Halo))
            for (var d = 0; d < halo.Length; d++) halo[d] += component.Weight[d];
        // Behind the range the halo is all there is and stays so; it never takes more than all.
        double[] factor = [.. halo.Select(share => share is > 0 and < 1 - 1e-6 ? Math.Min(Dose, 1 / share) : 1)];
        return beam with
        {
            Components = [.. beam.Components.Select(c => c.Group == LateralGroup.Halo
                ? new LateralComponent(c.Group, [.. c.Weight.Select((w, d) => w * factor[d])], [.. c.SigmaMm.Select(s => s * Sigma)])
                : c with { Weight = [.. c.Weight.Select((w, d) => halo[d] < 1 - 1e-6 ? w * (1 - halo[d] * factor[d]) / (1 - halo[d]) : w)] })],
        };
    }
}
