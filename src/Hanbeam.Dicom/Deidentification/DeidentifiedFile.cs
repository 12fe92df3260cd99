namespace Hanbeam.Dicom.Deidentification;

/// <summary>A file and what it became.</summary>
/// <param name="Source">The file that was read.</param>
/// <param name="File">Its name in the output folder; empty where nothing was written.</param>
/// <param name="Message">Why nothing was written, else empty.</param>
public sealed record DeidentifiedFile(string Source, string File, string Message);
