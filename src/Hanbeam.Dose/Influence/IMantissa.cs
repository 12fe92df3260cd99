using System.Runtime.Intrinsics;

namespace Hanbeam.Dose.Influence;

/// <summary>How the stored operator keeps a value: as a whole number of parts of the largest of its sixteen.</summary>
internal interface IMantissa
{
    /// <summary>Largest number.</summary>
    static abstract float Levels { get; }

    /// <summary>Bytes of a number.</summary>
    static abstract int Size { get; }

    /// <summary>Reads sixteen numbers.</summary>
    static abstract Vector512<float> Load(ref byte from);

    /// <summary>Writes sixteen numbers from 0 to <see cref="Levels"/>, rounded to the nearest.</summary>
    static abstract void Store(ref byte to, Vector512<float> values);
}
