namespace Hanbeam.Dose.Influence;

/// <summary>A block of <see cref="StoredRun"/>: its brick, its component, and one past its last row.</summary>
internal readonly record struct StoredBlock(int Brick, int Component, int RowEnd);
