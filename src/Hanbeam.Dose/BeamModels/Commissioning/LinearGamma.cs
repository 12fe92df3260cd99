namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>The gamma index of a curve against another.</summary>
public static class LinearGamma
{
    // The model is read at so many places within three distances to either side.
    private const int Places = 120;
    private const double Reach = 3;

    /// <summary>Gamma of each measured point, capped at <c>3</c> [Low1998]: the least √((Δx/distance)² + (ΔD/dose)²) over the modelled curve.</summary>
    /// <param name="position">Measured places, ascending.</param>
    /// <param name="measured">Measured values.</param>
    /// <param name="model">The modelled curve.</param>
    /// <param name="distance">Distance criterion, unit of the places.</param>
    /// <param name="dose">Dose criterion, unit of the values.</param>
    public static double[] Of(IReadOnlyList<double> position, IReadOnlyList<double> measured, Func<double, double> model, double distance, double dose)
    {
        var gamma = new double[position.Count];
        for (var n = 0; n < gamma.Length; n++)
        {
            var least = double.PositiveInfinity;
            for (var i = 0; i <= Places; i++)
            {
                var shift = Reach * distance * (2.0 * i / Places - 1);
                var difference = (model(position[n] + shift) - measured[n]) / dose;
                least = Math.Min(least, shift * shift / (distance * distance) + difference * difference);
            }

            gamma[n] = Math.Min(Reach, Math.Sqrt(least));
        }

        return gamma;
    }
}
