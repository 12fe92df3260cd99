using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power.Storage;

/// <summary>
/// The hourly shape of the sun for a given yearly yield: irradiance of a horizontal plane under a clear sky, 1098 W/m² cos z exp(−0.059/cos z)
/// [Haurwitz1945; Pvlib2023], declination 23.45° sin(360° (284 + n)/365) [Cooper1969], taken at the middle of every hour and scaled so that the year gives the yield.
/// No clouds: every day of a season is alike, so a store for the sun comes out smaller than weather would have it.
/// </summary>
public static class ClearSky
{
    // Below this part of a kilowatt per kWp a value is written as none: dusk.
    private const double Nothing = 1e-6;

    /// <summary>One year.</summary>
    /// <param name="latitudeDeg">Latitude, −90 to 90°, north positive.</param>
    /// <param name="solarNoonHour">When the sun is highest by the clock of the tariff, h.</param>
    /// <param name="yieldKwhPerKwp">What a kWp gives in the year, kWh.</param>
    /// <returns>8760 values, kW/kWp.</returns>
    /// <exception cref="InputException">A figure out of range.</exception>
    public static double[] Series(double latitudeDeg, double solarNoonHour, double yieldKwhPerKwp)
    {
        if (latitudeDeg is not (>= -66 and <= 66)) throw Invalid($"power.sun: the latitude is {latitudeDeg}°, but must be from -66 to 66° (beyond the polar circles the model is not used).");
        if (solarNoonHour is not (>= 10 and <= 15)) throw Invalid($"power.sun: solar noon is at {solarNoonHour} h, but must be from 10 to 15 h.");
        if (yieldKwhPerKwp is not (> 0 and <= 3000)) throw Invalid($"power.sun: the yield is {yieldKwhPerKwp} kWh/kWp, but must be above 0 and up to 3000 kWh/kWp.");
        double[] shape = [.. Enumerable.Range(0, 8760).Select(hour => Irradiance(CosineOfZenith(latitudeDeg, (hour / 24) + 1, (hour % 24) + 0.5 - solarNoonHour)))];
        var sum = shape.Sum();
        return [.. shape.Select(value => value * yieldKwhPerKwp / sum).Select(value => value < Nothing ? 0 : value)];
    }

    private static double CosineOfZenith(double latitudeDeg, int dayOfYear, double hoursFromNoon)
    {
        const double degree = Math.PI / 180;
        var declination = 23.45 * degree * Math.Sin(360 * degree * (284 + dayOfYear) / 365);
        var latitude = latitudeDeg * degree;
        return (Math.Sin(latitude) * Math.Sin(declination)) + (Math.Cos(latitude) * Math.Cos(declination) * Math.Cos(15 * degree * hoursFromNoon));
    }

    private static double Irradiance(double cosine) => cosine > 0 ? 1098 * cosine * Math.Exp(-0.059 / cosine) : 0;

    private static InputException Invalid(FormattableString sentence) => new(FormattableString.Invariant(sentence));
}
