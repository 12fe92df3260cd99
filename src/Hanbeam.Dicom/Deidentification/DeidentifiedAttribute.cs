namespace Hanbeam.Dicom.Deidentification;

/// <summary>What was done with an attribute, over all files.</summary>
/// <param name="Tag">Its tag, for example (0010,0010).</param>
/// <param name="Keyword">Its keyword; empty for private ones.</param>
/// <param name="Action">removed, emptied, dummy, newUid, pseudonym, shifted, or kept where an option keeps it.</param>
/// <param name="Count">How often.</param>
public sealed record DeidentifiedAttribute(string Tag, string Keyword, string Action, int Count);
