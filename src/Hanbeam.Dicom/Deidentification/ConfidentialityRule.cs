namespace Hanbeam.Dicom.Deidentification;

/// <summary>What the profile does with an attribute.</summary>
/// <param name="Action">What is done where no option holds.</param>
/// <param name="Option">The option that may keep it.</param>
internal readonly record struct ConfidentialityRule(ConfidentialityAction Action, ConfidentialityOption Option);
