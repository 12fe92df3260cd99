namespace Hanbeam.Centre.Power.Storage;

/// <summary>What something bought costs a year.</summary>
public static class Annuity
{
    /// <summary>The equal yearly payments that repay a sum with interest over its life, i/(1 − (1+i)^−n) of it; 1/n without interest.</summary>
    /// <param name="capital">The sum.</param>
    /// <param name="years">Its life, years, above 0.</param>
    /// <param name="interest">Interest a year, as a fraction, 0 or more.</param>
    public static double Of(double capital, double years, double interest) =>
        interest > 0 ? capital * interest / (1 - Math.Pow(1 + interest, -years)) : capital / years;
}
