namespace Hanbeam.Dicom.Deidentification;

/// <summary>How objects are de-identified: the basic profile with some of its options [DICOM, PS3.15 annex E].</summary>
public sealed record DeidentificationSettings
{
    /// <summary>
    /// The secret that pseudonyms, UIDs and the shift of dates are made from: who has it can make the same ones again, so that a later series of the same patient
    /// fits, and who does not have it cannot go back. At least 16 bytes.
    /// </summary>
    public required byte[] Key { get; init; }

    /// <summary>What becomes of dates and times.</summary>
    public DateRetention Dates { get; init; }

    /// <summary>Keep what names the devices: station, serial numbers, treatment machine.</summary>
    public bool RetainDevices { get; init; }

    /// <summary>Keep descriptions (names of structures, plans and series) in which no word of what is removed and no number like a date occurs.</summary>
    public bool CleanDescriptors { get; init; }

    /// <summary>The new Patient ID and name; empty: a pseudonym made from the key, one for each patient.</summary>
    public string PatientId { get; init; } = "";
}
