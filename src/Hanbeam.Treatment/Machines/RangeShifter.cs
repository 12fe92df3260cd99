namespace Hanbeam.Treatment.Machines;

/// <summary>A plate that takes range off the beam.</summary>
/// <param name="Name">Its name, used in recipes and as DICOM Range Shifter ID.</param>
/// <param name="Material">Material name, for example PMMA.</param>
/// <param name="WaterEquivalentMm">Water-equivalent thickness, mm.</param>
/// <param name="ThicknessMm">Physical thickness, mm.</param>
/// <param name="DownstreamFaceToIsocenterMm">Distance of its downstream face from the isocentre, mm.</param>
public sealed record RangeShifter(string Name, string Material, double WaterEquivalentMm, double ThicknessMm, double DownstreamFaceToIsocenterMm);
