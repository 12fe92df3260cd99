namespace Hanbeam.Dicom.Network;

/// <summary>What became of a C-MOVE: numbers of objects.</summary>
/// <param name="Completed">Sent to the destination.</param>
/// <param name="Failed">Not sent.</param>
/// <param name="Warned">Sent, with a warning.</param>
public sealed record MovedObjects(int Completed, int Failed, int Warned);
