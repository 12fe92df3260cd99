namespace Hanbeam.Dicom.Network;

/// <summary>An object that another system stored with us.</summary>
/// <param name="Path">The file.</param>
/// <param name="SopClassUid">What kind of object.</param>
/// <param name="SopInstanceUid">Which object.</param>
/// <param name="CallingAeTitle">Who sent it.</param>
public sealed record ReceivedObject(string Path, string SopClassUid, string SopInstanceUid, string CallingAeTitle);
