namespace Hanbeam.Centre.Power;

/// <summary>The same year with the machine on standby and with it off outside its hours.</summary>
/// <param name="StandbyKwh">A year on standby, kWh.</param>
/// <param name="OffKwh">A year with the machine off and warmed up each morning, kWh.</param>
/// <param name="SavedKwh">What being off saves, kWh; below 0 where the warm-up costs more than the night.</param>
public sealed record NightComparison(ValueRange StandbyKwh, ValueRange OffKwh, ValueRange SavedKwh);
