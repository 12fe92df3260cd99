using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dose.Media;

/// <summary>Finds a calibration by the name or path that a recipe or <c>--calibration</c> gives.</summary>
public static class Calibrations
{
    /// <summary>The calibration to use.</summary>
    /// <param name="nameOrPath"><c>stoichiometric</c>, <c>water-zero</c>, the path of a CSV <c>HU,RSP</c>, or null for the kind's default.</param>
    /// <param name="kind">Where the case comes from: DICOM has <c>stoichiometric</c>, a mask folder <c>water-zero</c>, a water box 1 everywhere.</param>
    /// <exception cref="InputException">No such name or file, a broken file, or a calibration for a water box.</exception>
    public static HounsfieldCalibration Resolve(string? nameOrPath, CaseKind kind)
    {
        if (kind == CaseKind.Water)
        {
            if (nameOrPath is not null)
                throw new InputException($"a water: case has the relative stopping power 1 everywhere and takes no calibration (given: {nameOrPath})");
            return new HounsfieldCalibration("water", [-1000, 3000], [1, 1]);
        }

        return nameOrPath switch
        {
            null => kind == CaseKind.Dicom ? StoichiometricCalibration.Create() : WaterZero(),
            "stoichiometric" => StoichiometricCalibration.Create(),
            "water-zero" => WaterZero(),
            _ when File.Exists(nameOrPath) => CalibrationCsv.Read(nameOrPath),
            _ => throw new InputException($"calibration {nameOrPath}: neither a file nor one of stoichiometric, water-zero"),
        };
    }

    /// <summary>Piecewise linear with HU 0 at 1: matRad's default table [Wieser2017].</summary>
    private static HounsfieldCalibration WaterZero() => CalibrationCsv.Read(CalibrationData.PathOf("water-zero.csv"), "water-zero");
}
