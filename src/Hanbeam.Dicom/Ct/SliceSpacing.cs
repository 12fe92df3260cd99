using System.Globalization;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dicom.Ct;

/// <summary>How the slices of a series are spaced: evenly, or onto which even spacing they are interpolated.</summary>
internal sealed class SliceSpacing
{
    // A gap this much wider than the usual one lacks a slice.
    private const double MissingRatio = 1.5;

    // What lies in a wider gap cannot be guessed from its ends: a vertebral disc is about as high.
    private const double WidestGapMm = 10;

    // A new slice takes at most this part of the memory that the series takes without it.
    private const int MostNewSlices = 4;

    // Positions are rounded, so a hundredth of a step more is none.
    private const double Rounding = 0.01;

    private readonly double[] z;
    private readonly double[] gaps;
    private readonly double usualMm;

    /// <summary>Finds the spacing.</summary>
    /// <param name="folder">Where the slices come from, for messages.</param>
    /// <param name="z">Their places, ascending, mm; at least two.</param>
    /// <param name="uneven">What becomes of missing or uneven slices.</param>
    /// <exception cref="InputException">Slices are missing or uneven, and that is refused or too bad to be interpolated.</exception>
    internal SliceSpacing(string folder, double[] z, UnevenSlices uneven)
    {
        this.z = z;
        gaps = [.. Enumerable.Range(1, z.Length - 1).Select(i => z[i] - z[i - 1])];
        usualMm = gaps.Order().ElementAt(gaps.Length / 2);
        (Count, SpacingMm) = (z.Length, (z[^1] - z[0]) / gaps.Length);
        if (FindFault() is not { } fault)
        {
            // Where all gaps agree the spacing is the number in the files, not one with the rounding of a division.
            if (gaps.All(gap => Math.Abs(gap - usualMm) < 1e-6)) SpacingMm = Math.Round(SpacingMm, 6);
            return;
        }

        if (gaps.Max() > Math.Max(WidestGapMm, MissingRatio * usualMm))
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{folder}: {fault}; a gap of more than {WidestGapMm} mm is never interpolated."));
        if (uneven == UnevenSlices.Refuse) throw new InputException($"{folder}: {fault}; they can be interpolated (--slices interpolate, in a recipe ct: {{ slices: interpolate }}).");
        Count = (int)Math.Min(Math.Ceiling((z[^1] - z[0]) / gaps.Min() - Rounding) + 1, (double)MostNewSlices * z.Length);
        SpacingMm = (z[^1] - z[0]) / (Count - 1);
        Warning = string.Create(CultureInfo.InvariantCulture, $"{folder}: {fault}; they were interpolated onto {Count} slices {SpacingMm:0.###} mm apart.");
    }

    /// <summary>Whether the slices are taken as they are.</summary>
    internal bool IsEven => Warning.Length == 0;

    /// <summary>Slices of the volume.</summary>
    internal int Count { get; }

    /// <summary>Their distance, mm.</summary>
    internal double SpacingMm { get; }

    /// <summary>What was done to the slices; empty where nothing was.</summary>
    internal string Warning { get; } = "";

    /// <summary>Which slice lies below a slice of the volume, and the weight of the next one.</summary>
    internal (int Slice, double Weight) Bracket(int k)
    {
        var at = Math.Min(z[0] + k * SpacingMm, z[^1]);
        var below = Array.BinarySearch(z, at) is >= 0 and var found ? found : ~Array.BinarySearch(z, at) - 1;
        below = Math.Clamp(below, 0, z.Length - 2);
        return (below, (at - z[below]) / gaps[below]);
    }

    private string? FindFault()
    {
        for (var i = 0; i < gaps.Length; i++)
        {
            if (gaps[i] > MissingRatio * usualMm)
                return string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(gaps[i] / usualMm) - 1)} CT slice(s) are missing between z = {z[i]} and {z[i + 1]} mm, a gap of {gaps[i]:0.###} mm where the slices are {usualMm:0.###} mm apart");
        }

        for (var i = 0; i < z.Length; i++)
        {
            var off = z[i] - (z[0] + i * SpacingMm);
            if (Math.Abs(off) > CtSeries.PositionToleranceMm)
                return string.Create(CultureInfo.InvariantCulture, $"the CT slices are not evenly spaced: the one at z = {z[i]} mm lies {off:0.###} mm off an even spacing of {SpacingMm:0.###} mm (up to {CtSeries.PositionToleranceMm} mm is allowed; gaps run from {gaps.Min():0.###} to {gaps.Max():0.###} mm)");
        }

        return null;
    }
}
