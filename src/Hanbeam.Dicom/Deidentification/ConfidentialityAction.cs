namespace Hanbeam.Dicom.Deidentification;

/// <summary>
/// What is done with an attribute. Where the table allows several actions by the attribute's type in the object, the one that every type allows is taken:
/// a dummy before an empty value, an empty value before removal.
/// </summary>
internal enum ConfidentialityAction
{
    /// <summary>Left as it is; sequences are walked.</summary>
    Keep,

    /// <summary>X: removed.</summary>
    Remove,

    /// <summary>Z: emptied, or replaced by a pseudonym.</summary>
    Empty,

    /// <summary>D: replaced by a dummy of its kind.</summary>
    Dummy,

    /// <summary>U: replaced by another UID, the same throughout.</summary>
    Uid,
}
