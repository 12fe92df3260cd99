using Hanbeam.Treatment.Structures;

namespace Hanbeam.Treatment.Imaging;

/// <summary>
/// A case: CT and structures of one patient or phantom. (The type cannot be called <c>Case</c> without fighting the language's keyword in prose and code.)
/// </summary>
public sealed record PatientCase
{
    /// <summary>Where it came from, as the user named it.</summary>
    public required string Source { get; init; }

    /// <summary>The files that were read for it; none for a case made by code.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Which kind of door it came through; decides the default calibration.</summary>
    public required CaseKind Kind { get; init; }

    /// <summary>The CT.</summary>
    public required CtImage Ct { get; init; }

    /// <summary>The structures, in file order.</summary>
    public required IReadOnlyList<Structure> Structures { get; init; }

    /// <summary>DICOM identity; made up (2.25 UIDs, "PHANTOM") where the source is no DICOM.</summary>
    public required StudyIdentity Identity { get; init; }

    /// <summary>What was chosen where a DICOM folder leaves a choice.</summary>
    public CtChoice Choice { get; init; } = new();

    /// <summary>What the import noticed and the user should know, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
