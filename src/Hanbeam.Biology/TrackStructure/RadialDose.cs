namespace Hanbeam.Biology.TrackStructure;

/// <summary>
/// Dose around one ion's path in unit-density water: constant in a core, falling with the square of the distance in a penumbra, zero beyond.
/// The amorphous track models of Kiefer–Chatterjee and Scholz–Kraft both have this form.
/// </summary>
/// <param name="CoreRadiusUm">Radius of the core, µm.</param>
/// <param name="PenumbraRadiusUm">Radius of the penumbra, µm.</param>
/// <param name="CoreDoseGy">Dose in the core, Gy.</param>
/// <param name="PenumbraGyUm2">Dose times distance squared in the penumbra, Gy·µm².</param>
public readonly record struct RadialDose(double CoreRadiusUm, double PenumbraRadiusUm, double CoreDoseGy, double PenumbraGyUm2)
{
    /// <summary>Dose integrated over the plane, Gy·µm²: the LET in other units.</summary>
    public double IntegralGyUm2 =>
        Math.PI * CoreRadiusUm * CoreRadiusUm * CoreDoseGy + 2 * Math.PI * PenumbraGyUm2 * Math.Log(PenumbraRadiusUm / CoreRadiusUm);

    /// <summary>Local dose, Gy.</summary>
    /// <param name="distanceUm">Distance from the path, µm.</param>
    public double DoseGy(double distanceUm)
    {
        if (distanceUm <= CoreRadiusUm) return CoreDoseGy;
        return distanceUm <= PenumbraRadiusUm ? PenumbraGyUm2 / (distanceUm * distanceUm) : 0;
    }
}
