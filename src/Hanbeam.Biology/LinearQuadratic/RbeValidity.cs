namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>Where an RBE model has been shown to hold. Outside the doses a plan is warned about; ions and energies outside are clamped or refused, as <paramref name="Words"/> says.</summary>
/// <param name="LargestZ">Largest charge number.</param>
/// <param name="LowestMeVPerU">Lowest energy, MeV/u.</param>
/// <param name="HighestMeVPerU">Highest energy, MeV/u.</param>
/// <param name="HighestFractionGyRbe">Highest dose of one fraction, Gy(RBE) of the model.</param>
/// <param name="Words">In words, with the reason.</param>
public sealed record RbeValidity(int LargestZ, double LowestMeVPerU, double HighestMeVPerU, double HighestFractionGyRbe, string Words)
{
    /// <summary>A model without ions, such as <c>physical</c>: valid everywhere.</summary>
    public static RbeValidity Everywhere { get; } = new(int.MaxValue, 0, double.PositiveInfinity, double.PositiveInfinity, "every dose, every ion");

    /// <summary>A sentence of warning where the dose of a fraction leaves the model's range, or null.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="fractionGyRbe">Highest dose of a fraction, Gy(RBE).</param>
    public string? Warning(string model, double fractionGyRbe) => fractionGyRbe <= HighestFractionGyRbe ? null : FormattableString.Invariant(
        $"RBE model {model}: a fraction has up to {fractionGyRbe:F2} Gy(RBE), more than the {HighestFractionGyRbe:F1} Gy(RBE) that the model is shown for ({Words}).");
}
