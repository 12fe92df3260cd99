namespace Hanbeam.Dicom.RtDose;

/// <summary>What an RT Dose is about.</summary>
public sealed record RtDoseContent
{
    /// <summary>Physical or RBE-weighted.</summary>
    public required RtDoseType Type { get; init; }

    /// <summary>Name of the RBE model, which goes into Dose Comment (3004,0006); empty for physical dose.</summary>
    public string RbeModel { get; init; } = "";

    /// <summary>SOP Instance UID of the RT Ion Plan that gives this dose.</summary>
    public required string PlanSopInstanceUid { get; init; }

    /// <summary>
    /// 16 or 32 bits a voxel. 16, which every reader takes, round to steps of 1/65535 of the maximum (1 mGy of 60 Gy); 32 keep a single-precision dose
    /// as it is.
    /// </summary>
    public int BitsPerVoxel { get; init; } = 16;
}
