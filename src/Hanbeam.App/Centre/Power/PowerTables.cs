using System.Globalization;
using System.Text;
using Hanbeam.Centre.Power;
using Hanbeam.Centre.Power.Storage;

namespace Hanbeam.App.Centre.Power;

/// <summary>The study's series as CSV.</summary>
internal static class PowerTables
{
    /// <summary>A load curve from midnight of 1 January, or of one day.</summary>
    public static string Load(LoadCurve curve)
    {
        var csv = new StringBuilder("day,start,low_kW,high_kW\n");
        for (var block = 0; block < curve.LowKiloWatt.Count; block++)
        {
            var second = (long)block * curve.BlockSeconds;
            csv.Append(CultureInfo.InvariantCulture, $"{(second / StateProfile.DaySeconds) + 1},{PowerWords.Clock(second % StateProfile.DaySeconds)},{curve.LowKiloWatt[block]:0.###},{curve.HighKiloWatt[block]:0.###}\n");
        }

        return csv.ToString();
    }

    /// <summary>What the store does in every hour.</summary>
    public static string Storage(StorageAnswer answer)
    {
        var csv = new StringBuilder("hour,grid_kW,sold_kW,sun_used_kW,charge_kW,discharge_kW,stored_kWh\n");
        for (var n = 0; n < answer.GridKiloWatt.Count; n++)
            csv.Append(CultureInfo.InvariantCulture, $"{n},{answer.GridKiloWatt[n]:0.###},{answer.SoldKiloWatt[n]:0.###},{answer.SunUsedKiloWatt[n]:0.###},{answer.ChargeKiloWatt[n]:0.###},{answer.DischargeKiloWatt[n]:0.###},{answer.StoredKwh[n]:0.###}\n");
        return csv.ToString();
    }
}
