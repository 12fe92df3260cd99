namespace Hanbeam.Dose.Influence;

/// <summary>Moments A0 (rad²) and A1 (mm·rad²) behind the range shifter, of the primaries and of what was born in it (see <see cref="PencilBeam.LayerKernel"/>).</summary>
internal readonly record struct ShifterSpread(float A0, float A1, float BornA0, float BornA1);
