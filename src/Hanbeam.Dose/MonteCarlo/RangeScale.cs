using System.Runtime.CompilerServices;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// The grid of all transport tables: residual CSDA range in unit-density water, 32 equal cells an octave from 2⁻⁷ to 2¹¹ mm. Cell and place in the cell are
/// the bits of a float, so a look-up needs no logarithm.
/// </summary>
internal static class RangeScale
{
    /// <summary>The shortest tabulated range, mm.</summary>
    public const float LowestMm = 1f / 128;

    /// <summary>The longest, mm: more than protons of 450 MeV have.</summary>
    public const float HighestMm = 2048;

    /// <summary>Number of cells.</summary>
    public const int Count = 18 << CellBits;

    /// <summary>Bits to shift a float's bits by.</summary>
    public const int Shift = 23 - CellBits;

    /// <summary>The shifted bits of <see cref="LowestMm"/>: 120 is its biased exponent.</summary>
    public const int First = 120 << CellBits;

    /// <summary>What a float's bits below the cell are multiplied by to give the place in the cell, 0 to 1.</summary>
    public const float PlaceScale = 1f / (1 << Shift);

    /// <summary>Mask of the bits below the cell.</summary>
    public const int PlaceMask = (1 << Shift) - 1;

    private const int CellBits = 5;

    /// <summary>The cell of a range and the place in it.</summary>
    /// <param name="rangeMm">Range, mm; at least <see cref="LowestMm"/> and below <see cref="HighestMm"/>.</param>
    /// <param name="place">Place in the cell, 0 to 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Cell(float rangeMm, out float place)
    {
        var bits = BitConverter.SingleToInt32Bits(rangeMm);
        place = (bits & PlaceMask) * PlaceScale;
        return (bits >> Shift) - First;
    }

    /// <summary>The lower end of a cell, mm.</summary>
    public static double LowerMm(int cell) => BitConverter.Int32BitsToSingle((cell + First) << Shift);
}
