namespace Hanbeam.Biology.Translation;

/// <summary>A fraction's dose in one model and what it is in another, over a region.</summary>
/// <param name="FromGyRbe">The dose of one fraction in the first model, Gy(RBE), the same in the whole region.</param>
/// <param name="ToGyRbe">Its mean over the region in the second model, Gy(RBE).</param>
/// <param name="LowGyRbe">What 5 % of the region stays below, Gy(RBE).</param>
/// <param name="HighGyRbe">What 95 % of the region stays below, Gy(RBE).</param>
/// <param name="PhysicalGy">The mean physical dose, Gy.</param>
/// <param name="LetKeVPerUm">The mean LET, keV/µm.</param>
public sealed record TranslatedDose(double FromGyRbe, double ToGyRbe, double LowGyRbe, double HighGyRbe, double PhysicalGy, double LetKeVPerUm)
{
    /// <summary>Dose in the second model over dose in the first.</summary>
    public double Factor => ToGyRbe / FromGyRbe;
}
