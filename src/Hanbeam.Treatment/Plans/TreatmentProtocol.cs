namespace Hanbeam.Treatment.Plans;

/// <summary>A published dose and fractionation. The dose is the total over all fractions, Gy(RBE) of the model named.</summary>
/// <param name="Name">Its name, for example qst/head-and-neck-57.6-16.</param>
/// <param name="Site">What is treated.</param>
/// <param name="DoseGyRbe">Total dose, Gy(RBE).</param>
/// <param name="Fractions">Number of fractions.</param>
/// <param name="RbeModel">The model on whose scale the dose is told: <c>kanai</c> for passive beams, <c>mmkm-qst</c> for scanned ones.</param>
/// <param name="Source">Where it is published.</param>
/// <param name="Centre">Where it is given.</param>
/// <param name="Status">How sure the figure is: read in the source, or quoted from memory and to be verified.</param>
public sealed record TreatmentProtocol(string Name, string Site, double DoseGyRbe, int Fractions, string RbeModel, string Source, string Centre, string Status);
