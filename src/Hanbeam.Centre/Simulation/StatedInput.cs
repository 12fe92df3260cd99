namespace Hanbeam.Centre.Simulation;

/// <summary>One figure of a centre's file with the word that the file gives for where it comes from.</summary>
/// <param name="Path">Where it stands, for example <c>sites[2].fractions</c>.</param>
/// <param name="Value">As written.</param>
/// <param name="Source">A reference, "assumed" or the like; empty where the file says nothing.</param>
public sealed record StatedInput(string Path, string Value, string Source);
