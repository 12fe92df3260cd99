using Hanbeam.Dose.BeamModels;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>
/// The pencil beam of one energy layer, ready for look-up: components over a uniform water-equivalent depth (range shifter included), the spot in air,
/// and the extra spread of a range shifter over the air gap behind it.
/// </summary>
/// <remarks>
/// Range shifter: behind water-equivalent thickness t the primaries have Fermi–Eyges moments A0 (rad²) and A1 (mm·rad²). The kernel's variance is that of
/// contiguous water of t + s; moving the shifter upstream by the gap g adds 2·A1·g + A0·(g² + 2·g·s) at depth s behind the skin [Eyges1948].
/// With L the distance from its downstream face to the point, g = L − s. Fragments born in the shifter leave it at their own, wider angles: for production that is
/// uniform over t with one angle, σ²(t) = A0·t²/3, so A0 = 3σ²/t² and A1 = 1.5σ²/t. At depth s they are about t/(t + s) of their component; the rest was born in the
/// patient and inherits the primaries' spread.
/// </remarks>
public sealed class LayerKernel
{
    /// <summary>Usual step of the depth table, mm: a fifteenth of the sharpest distal fall-off (80–20 % in about 1.5 mm), read with linear interpolation.</summary>
    public const float UsualDepthStepMm = 0.1f;

    /// <summary>Step where a machine brings ready-made tables with kinks of their own, mm: cut short by half a step, kinks of LET at the peak stay within 0.06 % of its product with dose.</summary>
    public const float FineDepthStepMm = 0.025f;

    private readonly MachineEnergy spot;
    private readonly double shifterFaceZgMm;
    private readonly double shifterA0;
    private readonly double shifterA1;
    private readonly float[] bornVariance;

    internal LayerKernel(MachineEnergy spot, float depthStepMm, int depthCount, IReadOnlyList<KernelComponent> components, RangeShifter? shifter, double shifterA0, double shifterA1)
    {
        this.spot = spot;
        DepthStepMm = depthStepMm;
        DepthCount = depthCount;
        Components = components;
        ShiftMm = (float)(shifter?.WaterEquivalentMm ?? 0);
        shifterFaceZgMm = shifter?.DownstreamFaceToIsocenterMm ?? 0;
        this.shifterA0 = shifterA0;
        this.shifterA1 = shifterA1;
        var behindShifter = Math.Min(depthCount - 1, (int)(ShiftMm / DepthStepMm));
        bornVariance = [.. components.Select(component => component.Group == LateralGroup.Core ? float.NaN : component.Variance[behindShifter])];
        for (var n = 0; n < depthCount; n++) PeakAmplitude = Math.Max(PeakAmplitude, components.Sum(component => component.Amplitude[n]));
    }

    /// <summary>Nominal energy, MeV/u.</summary>
    public double EnergyMeVPerU => spot.EnergyMeVPerU;

    /// <summary>Depth of the distal 80 % behind the nozzle, mm water; the range shifter takes its thickness off it.</summary>
    public double RangeMm => spot.RangeMm;

    /// <summary>Water-equivalent thickness of the range shifter, mm; added to a point's own depth.</summary>
    public float ShiftMm { get; }

    /// <summary>Step of the depth table, mm.</summary>
    public float DepthStepMm { get; }

    /// <summary>Number of depths in the table.</summary>
    public int DepthCount { get; }

    /// <summary>The components.</summary>
    public IReadOnlyList<KernelComponent> Components { get; }

    /// <summary>Largest integral dose over depth, all components together, Gy·mm² per 10⁶ ions.</summary>
    public float PeakAmplitude { get; }

    /// <summary>Variances along Xg and Yg that a component has apart from its scatter in water, mm².</summary>
    /// <param name="component">Index of the component.</param>
    /// <param name="zgMm">Height of the point, Zg, mm.</param>
    /// <param name="depthMm">Water-equivalent depth of the point in the patient, mm.</param>
    public (float X, float Y) SpotVariance(int component, float zgMm, float depthMm) => SpotSpread(zgMm, depthMm).Of(bornVariance[component]);

    /// <summary>The same for all components at once.</summary>
    internal SpotSpread SpotSpread(double zgMm, double depthMm)
    {
        var (sigmaX, sigmaY) = SpotSigma(zgMm);
        if (ShiftMm <= 0) return new SpotSpread(sigmaX * sigmaX, sigmaY * sigmaY, 0, 0, 0);
        var gap = Math.Max(0, shifterFaceZgMm - zgMm - depthMm);
        var byAngle = gap * gap + 2 * gap * depthMm;
        var primaries = 2 * shifterA1 * gap + shifterA0 * byAngle;
        var born = 3 * gap / ShiftMm + 3 * byAngle / (ShiftMm * ShiftMm);
        return new SpotSpread(sigmaX * sigmaX, sigmaY * sigmaY, primaries, born, ShiftMm / (ShiftMm + depthMm));
    }

    /// <summary>Lateral variance of each component right behind the range shifter, mm²; NaN for the core, whose ions are primaries.</summary>
    internal float[] BornVariance => bornVariance;

    /// <summary>Zg of the range shifter's downstream face, mm; means nothing without one.</summary>
    internal double ShifterFaceZgMm => shifterFaceZgMm;

    /// <summary>Moments A0 (rad²) and A1 (mm·rad²) with which the primaries leave the range shifter, and those of what of a component was born in it.</summary>
    internal (double A0, double A1, double BornA0, double BornA1) ShifterMoments(int component)
    {
        var behind = bornVariance[component];
        return float.IsNaN(behind) || ShiftMm == 0
            ? (shifterA0, shifterA1, shifterA0, shifterA1)
            : (shifterA0, shifterA1, 3 * behind / (ShiftMm * ShiftMm), 1.5 * behind / ShiftMm);
    }

    /// <summary>Sigmas of the spot in air along Xg and Yg at a height, mm.</summary>
    internal (double X, double Y) SpotSigma(double zgMm)
    {
        var z = spot.SpotZgMm;
        var n = 1;
        while (n < z.Length - 1 && zgMm < z[n]) n++;
        if (z.Length == 1) return (spot.SpotSigmaXMm[0], spot.SpotSigmaYMm[0]);
        var t = Math.Clamp((zgMm - z[n - 1]) / (z[n] - z[n - 1]), 0, 1);
        return (spot.SpotSigmaXMm[n - 1] + t * (spot.SpotSigmaXMm[n] - spot.SpotSigmaXMm[n - 1]),
            spot.SpotSigmaYMm[n - 1] + t * (spot.SpotSigmaYMm[n] - spot.SpotSigmaYMm[n - 1]));
    }
}
