namespace Hanbeam.Treatment.Imaging;

/// <summary>What becomes of a CT whose slices are missing or unevenly spaced.</summary>
public enum UnevenSlices
{
    /// <summary>It is refused, with where and how much.</summary>
    Refuse,

    /// <summary>Its slices are interpolated linearly onto an even spacing, with a warning.</summary>
    Interpolate,
}
