using Hanbeam.Dicom.Codec;

namespace Hanbeam.Dicom.RtDose;

/// <summary>
/// Dose Grid Scaling (3004,000E). It is a decimal string, so it is rounded first and the stored numbers are chosen for the rounded value:
/// who multiplies them by what stands in the file gets the dose to half a step, with no drift from the rounding of the scaling itself.
/// </summary>
internal static class DoseScaling
{
    /// <summary>Bits of a voxel: what every reader takes, with steps of 1/65535 of the maximum, 1 mGy of 60 Gy.</summary>
    internal const int Bits = 16;

    /// <summary>The smallest step with which the greatest dose still fits, as it will be read from the file.</summary>
    /// <param name="greatestGy">The greatest dose, Gy, at least 0.</param>
    internal static double Choose(double greatestGy)
    {
        if (greatestGy == 0) return 1;
        const double steps = ushort.MaxValue;
        var scaling = greatestGy / steps;
        // Rounding to a decimal string may go down; a millionth of a millionth more per try brings it up again.
        while (Math.Round(greatestGy / DecimalString.Round(scaling)) > steps) scaling *= 1 + 1e-12;
        return DecimalString.Round(scaling);
    }
}
