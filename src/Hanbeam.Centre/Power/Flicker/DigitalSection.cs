namespace Hanbeam.Centre.Power.Flicker;

/// <summary>An <see cref="AnalogSection"/> made digital by the bilinear transform, with its memory: one sample in, one sample out.</summary>
internal sealed class DigitalSection
{
    private readonly double b0, b1, b2, a1, a2;
    private double memory1, memory2;

    public DigitalSection(AnalogSection analog, double sampleHz)
    {
        // s = c (1 − z⁻¹) / (1 + z⁻¹) with c = 2 fs; both polynomials are multiplied by (1 + z⁻¹)².
        var c = 2 * sampleHz;
        var a0 = (analog.A2 * c * c) + (analog.A1 * c) + analog.A0;
        b0 = ((analog.B2 * c * c) + (analog.B1 * c) + analog.B0) / a0;
        b1 = 2 * (analog.B0 - (analog.B2 * c * c)) / a0;
        b2 = ((analog.B2 * c * c) - (analog.B1 * c) + analog.B0) / a0;
        a1 = 2 * (analog.A0 - (analog.A2 * c * c)) / a0;
        a2 = ((analog.A2 * c * c) - (analog.A1 * c) + analog.A0) / a0;
    }

    public double Next(double sample)
    {
        var result = (b0 * sample) + memory1;
        memory1 = (b1 * sample) - (a1 * result) + memory2;
        memory2 = (b2 * sample) - (a2 * result);
        return result;
    }
}
