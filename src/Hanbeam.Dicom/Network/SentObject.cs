namespace Hanbeam.Dicom.Network;

/// <summary>What became of a file that was to be sent.</summary>
/// <param name="Path">The file.</param>
/// <param name="SopInstanceUid">The object in it; empty where the file is no DICOM file.</param>
/// <param name="IsStored">Whether the other system has it now.</param>
/// <param name="Message">What it said, or why the file was not sent.</param>
public sealed record SentObject(string Path, string SopInstanceUid, bool IsStored, string Message);
