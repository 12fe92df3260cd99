namespace Hanbeam.Tests;

/// <summary>What can be measured of one energy of a <see cref="HiddenMachine"/>.</summary>
internal interface IHiddenBeam
{
    /// <summary>Nominal energy, MeV/u.</summary>
    double EnergyMeVPerU { get; }

    /// <summary>Depth of the distal 80 %, mm.</summary>
    double RangeMm { get; }

    /// <summary>Where its depth dose is read, mm.</summary>
    IReadOnlyList<double> DepthMm { get; }

    /// <summary>Dose over the plane, Gy·mm² per 10⁶ ions.</summary>
    double IntegralDose(double depthMm);

    /// <summary>Share of it on a round chamber about a spot of these sigmas in air.</summary>
    double RoundChamber(double depthMm, double radiusMm, double sigmaXMm, double sigmaYMm);

    /// <summary>Dose in the middle of a square field over that of an endless one.</summary>
    double SquareField(double depthMm, double sideMm, double sigmaXMm, double sigmaYMm);

    /// <summary>Profile through the middle of one spot, over its integral, 1/mm².</summary>
    double Profile(double depthMm, double alongMm, double alongSigmaMm, double acrossSigmaMm);
}
