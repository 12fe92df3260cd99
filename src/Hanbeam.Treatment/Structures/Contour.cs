namespace Hanbeam.Treatment.Structures;

/// <summary>One closed planar contour in an axial plane, patient frame, mm. The last point joins the first.</summary>
/// <param name="Z">The plane's z, mm.</param>
/// <param name="X">x of each point, mm.</param>
/// <param name="Y">y of each point, mm.</param>
public sealed record Contour(double Z, IReadOnlyList<double> X, IReadOnlyList<double> Y);
