namespace Hanbeam.Dicom.Network;

/// <summary>What a provider allows.</summary>
public sealed record StoreProviderSettings
{
    /// <summary>Titles of who may call; empty: everybody.</summary>
    public IReadOnlyList<string> Callers { get; init; } = [];

    /// <summary>How long a caller may be silent.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a caller may take for transport security and its request for an association together.</summary>
    public TimeSpan BeginTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The only study whose objects are kept, or empty for any; others are answered 0124.</summary>
    public string StudyInstanceUid { get; init; } = "";

    /// <summary>How many associations at once; of connections, four times as many.</summary>
    public int MostAssociations { get; init; } = 8;

    /// <summary>The longest data set that is taken, bytes: 2 GiB, which every format of ours still reads.</summary>
    public long LongestObject { get; init; } = 1L << 31;

    /// <summary>Told of each object that was stored, or sent again while it is there; may be called from several threads.</summary>
    public Action<ReceivedObject>? Received { get; init; }

    /// <summary>Told of each association that was refused or failed, as a sentence; may be called from several threads.</summary>
    public Action<string>? Refused { get; init; }
}
