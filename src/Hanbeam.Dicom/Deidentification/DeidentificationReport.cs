namespace Hanbeam.Dicom.Deidentification;

/// <summary>What was removed. It names the files that were read, so it stays with who has them.</summary>
/// <param name="Options">The profile and its options, by the names of PS3.16 CID 7050.</param>
/// <param name="Files">Every file that was looked at.</param>
/// <param name="Attributes">What was done with which attribute, by tag.</param>
/// <param name="Warnings">What a person should look at.</param>
public sealed record DeidentificationReport(IReadOnlyList<string> Options, IReadOnlyList<DeidentifiedFile> Files, IReadOnlyList<DeidentifiedAttribute> Attributes, IReadOnlyList<string> Warnings);
