namespace Hanbeam.App.Output;

/// <summary>A beam in summary.json.</summary>
internal sealed record BeamSummary
{
    public required int Number { get; init; }

    public required string Name { get; init; }

    public required double GantryDeg { get; init; }

    public required double CouchDeg { get; init; }

    public required double[] IsocentreMm { get; init; }

    public required int Layers { get; init; }

    public required int Spots { get; init; }

    public required double Particles { get; init; }

    public required double LowestEnergyMeVPerU { get; init; }

    public required double HighestEnergyMeVPerU { get; init; }

    public required double DeliverySeconds { get; init; }

    public required DeliveryPartsSummary Delivery { get; init; }

    public required int Fractions { get; init; }

    public RangeShifterSummary? RangeShifter { get; init; }
}

/// <summary>What a beam's delivery time is spent on, s in one fraction.</summary>
internal sealed record DeliveryPartsSummary(
    string Mode, double BeamOnSeconds, double ScanningSeconds, double EnergySwitchSeconds, double SpillGapSeconds, int Spills);

/// <summary>The range shifter in a beam; the gap runs from its downstream face to the skin on the beam's axis.</summary>
internal sealed record RangeShifterSummary(string Name, double ThicknessMm, double WaterEquivalentMm, double? GapToSkinMm);

/// <summary>Size of the dose influence of all beams together.</summary>
internal sealed record InfluenceSummary(long NonZeros, long Bytes);

/// <summary>What was prescribed; doses are totals.</summary>
internal sealed record PrescriptionSummary(IReadOnlyList<TargetSummary> Targets, int Fractions, string Rbe);

/// <summary>A prescribed target.</summary>
internal sealed record TargetSummary(string Target, double DoseGyRbe);

/// <summary>Dose at a point, total over all fractions.</summary>
internal sealed record PointDose(double XMm, double YMm, double ZMm, double DoseGy, double? DoseGyRbe)
{
    /// <summary>Radius of the sphere that the dose is a mean over, mm; null for the point itself.</summary>
    public double? RadiusMm { get; init; }

    /// <summary>Standard uncertainty of <see cref="DoseGy"/>, Gy; Monte Carlo only.</summary>
    public double? UncertaintyGy { get; init; }
}

/// <summary>Seconds of wall time by stage.</summary>
internal sealed record SecondsSummary
{
    public double Import { get; init; }

    public double Influence { get; init; }

    public double Optimise { get; init; }

    public double Evaluate { get; init; }

    public double Export { get; init; }

    public double Total { get; init; }
}
