using System.Numerics;

namespace Hanbeam.Centre.Power.Flicker;

/// <summary>A filter of second order in the Laplace variable, (B2 s² + B1 s + B0) / (A2 s² + A1 s + A0), s in rad/s.</summary>
public readonly record struct AnalogSection(double B2, double B1, double B0, double A2, double A1, double A0)
{
    /// <summary>Its response at a frequency, Hz.</summary>
    public Complex At(double hertz)
    {
        var s = new Complex(0, 2 * Math.PI * hertz);
        return ((B2 * s * s) + (B1 * s) + B0) / ((A2 * s * s) + (A1 * s) + A0);
    }
}
