namespace Hanbeam.Dose.Influence;

/// <summary>
/// The stored entries of a run of points. An entry is one (point, layer, component): an amplitude and the two halves of a separable window as 16-bit
/// fractions of their peak. Profiles follow each other in entry order: WindowX then WindowY values.
/// </summary>
internal sealed class InfluenceChunk
{
    /// <summary>Entries of point p are EntryStart[p] … EntryStart[p + 1] − 1.</summary>
    public required int[] EntryStart { get; init; }

    /// <summary>Where the profiles of point p begin.</summary>
    public required int[] ProfileStart { get; init; }

    /// <summary>Layer · components + component.</summary>
    public required ushort[] Component { get; init; }

    /// <summary>First cell of the window in the layer's dense array.</summary>
    public required int[] Cell { get; init; }

    /// <summary>Row of the kernel's depth table for alpha, sqrt(beta) and LET.</summary>
    public required ushort[] Depth { get; init; }

    /// <summary>Gy per 10⁶ ions for a window product of 65535².</summary>
    public required float[] Amplitude { get; init; }

    /// <summary>The windows' halves.</summary>
    public required ushort[] Profiles { get; init; }

    /// <summary>Spot–point pairs.</summary>
    public required long NonZeros { get; init; }

    /// <summary>Memory, bytes.</summary>
    public long Bytes => 4L * (EntryStart.Length + ProfileStart.Length + Cell.Length + Amplitude.Length) + 2L * (Component.Length + Depth.Length + Profiles.Length);
}
