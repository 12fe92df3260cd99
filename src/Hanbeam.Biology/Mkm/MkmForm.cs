namespace Hanbeam.Biology.Mkm;

/// <summary>The forms of the microdosimetric kinetic model; in all of them β is the same for all ions.</summary>
public enum MkmForm
{
    /// <summary>α = α0 + β z_d with the dose mean of single events [Hawkins1994].</summary>
    Classic,

    /// <summary>α = α0 + β z* with the saturation-corrected dose mean [Kase2006], [Inaniwa2010].</summary>
    Saturated,

    /// <summary>α = [1 − exp(−(α0 + β z_d) γ)]/γ, γ the dose of one traversal of the nucleus: lethal events are not Poisson-distributed over cells [Kase2008].</summary>
    NonPoisson,
}
