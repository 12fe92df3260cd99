namespace Hanbeam.Treatment.Machines;

/// <summary>One layer of a nozzle.</summary>
/// <param name="Material">Material name, for example water, air, Kapton.</param>
/// <param name="ThicknessMm">Physical thickness, mm.</param>
/// <param name="UpstreamFaceToIsocenterMm">Distance of its upstream face from the isocentre, mm.</param>
public sealed record NozzleSlab(string Material, double ThicknessMm, double UpstreamFaceToIsocenterMm);
