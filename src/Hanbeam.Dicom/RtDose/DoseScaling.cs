using Hanbeam.Dicom.Codec;

namespace Hanbeam.Dicom.RtDose;

/// <summary>
/// Dose Grid Scaling (3004,000E). It is a decimal string, so it is rounded first and the stored numbers are chosen for the rounded value:
/// who multiplies them by what stands in the file gets the dose to half a step, with no drift from the rounding of the scaling itself.
/// </summary>
internal static class DoseScaling
{
    /// <summary>The smallest step with which the greatest dose still fits, as it will be read from the file.</summary>
    /// <param name="greatestGy">The greatest dose, Gy, at least 0.</param>
    /// <param name="bits">Bits per voxel.</param>
    internal static double Choose(double greatestGy, int bits)
    {
        if (greatestGy == 0) return 1;
        var steps = Math.Pow(2, bits) - 1;
        var scaling = greatestGy / steps;
        // Rounding to a decimal string may go down; a millionth of a millionth more per try brings it up again.
        while (Math.Round(greatestGy / DecimalString.Round(scaling)) > steps) scaling *= 1 + 1e-12;
        return DecimalString.Round(scaling);
    }
}
