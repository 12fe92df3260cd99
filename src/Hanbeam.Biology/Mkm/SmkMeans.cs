namespace Hanbeam.Biology.Mkm;

/// <summary>The means of the specific energy that the stochastic microdosimetric kinetic model needs [InaniwaKanematsu2018].</summary>
/// <param name="SaturatedGy">z*: saturation-corrected dose mean of single events in a domain, Gy.</param>
/// <param name="DomainGy">z_d: dose mean of single events in a domain, Gy.</param>
/// <param name="NucleusGy">z_n: dose mean of single events in the nucleus, Gy.</param>
public readonly record struct SmkMeans(double SaturatedGy, double DomainGy, double NucleusGy);
