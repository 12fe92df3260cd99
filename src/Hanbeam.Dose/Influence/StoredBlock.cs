namespace Hanbeam.Dose.Influence;

/// <summary>A block of <see cref="StoredRun"/>: its brick, its part of the layer, and one past its last cell.</summary>
internal readonly record struct StoredBlock(int Brick, int Part, int CellEnd);
