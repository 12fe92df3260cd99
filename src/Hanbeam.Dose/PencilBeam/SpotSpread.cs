namespace Hanbeam.Dose.PencilBeam;

/// <summary>Lateral variance at one point of a layer's spots apart from scatter in water: the spot in air and what a range shifter's air gap adds.</summary>
/// <param name="SpotX">Variance of the spot in air along Xg, mm².</param>
/// <param name="SpotY">The same along Yg, mm².</param>
/// <param name="Primaries">Variance that the gap adds to primaries, mm²; 0 without range shifter.</param>
/// <param name="Born">What it adds to fragments born in the shifter, per variance that they have right behind it.</param>
/// <param name="BornShare">Share of a fragment component that was born in the shifter.</param>
internal readonly record struct SpotSpread(double SpotX, double SpotY, double Primaries, double Born, double BornShare)
{
    /// <summary>Variances of a component along Xg and Yg, mm².</summary>
    /// <param name="bornVariance">Its variance right behind the range shifter, mm²; NaN for primaries.</param>
    public (float X, float Y) Of(float bornVariance)
    {
        var extra = float.IsNaN(bornVariance) ? Primaries : BornShare * Born * bornVariance + (1 - BornShare) * Primaries;
        return ((float)(SpotX + extra), (float)(SpotY + extra));
    }
}
