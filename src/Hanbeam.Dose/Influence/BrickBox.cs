namespace Hanbeam.Dose.Influence;

/// <summary>Extents of a brick in one beam's view, mm.</summary>
internal readonly record struct BrickBox(float LeftX, float RightX, float LowY, float HighY, float LowZg, float HighZg, float Shallowest);
