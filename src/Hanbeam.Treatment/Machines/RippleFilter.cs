namespace Hanbeam.Treatment.Machines;

/// <summary>A ridged plate that widens the Bragg peak. Its effect is part of the beam model's depth doses.</summary>
/// <param name="Name">Its name, used as DICOM Range Modulator/ripple ID.</param>
/// <param name="Material">Material name.</param>
/// <param name="MeanWaterEquivalentMm">Mean water-equivalent thickness, mm.</param>
/// <param name="MaximumWaterEquivalentMm">Largest water-equivalent thickness, mm; the spread is uniform from 0 to this.</param>
public sealed record RippleFilter(string Name, string Material, double MeanWaterEquivalentMm, double MaximumWaterEquivalentMm);
