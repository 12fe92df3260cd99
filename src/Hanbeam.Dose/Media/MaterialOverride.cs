using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.Media;

/// <summary>A structure set to a material or to a relative stopping power (recipe key <c>overrides</c>). Give exactly one of the two.</summary>
/// <param name="Structure">Name of the structure.</param>
/// <param name="Material">A material of data/calibration/override-materials.json, for example <c>water</c>, or null.</param>
/// <param name="Rsp">Stopping power relative to water, or null.</param>
public sealed record MaterialOverride(string Structure, string? Material, double? Rsp)
{
    /// <summary>Names of the materials.</summary>
    public static IReadOnlyList<string> MaterialNames => [.. CalibrationData.ReadNamedMaterials().Select(material => material.Name)];

    /// <summary>The relative stopping power that the structure gets.</summary>
    /// <exception cref="InputException">Both or neither are given, the material is unknown, or the stopping power is out of range.</exception>
    public double RelativeStoppingPower()
    {
        if (Material is null == Rsp is null) throw new InputException($"override of {Structure}: give either material or rsp");
        if (Rsp is { } rsp)
        {
            const double maximum = CalibrationCsv.MaximumRelativeStoppingPower;
            if (rsp is >= 0 and <= maximum) return rsp;
            throw new InputException(FormattableString.Invariant($"override of {Structure}: rsp is {rsp}, but must lie from 0 to {maximum}"));
        }

        if (Material == "water") return 1;
        var material = Composition();
        return Physics.Stopping.RelativeStoppingPower.Of(material, material.DensityGPerCm3);
    }

    /// <summary>The material that the structure is made of, with its density.</summary>
    /// <exception cref="InputException">The override gives a stopping power and no material, or the material is unknown.</exception>
    public Physics.Materials.Material Composition()
    {
        if (Material is null) throw new InputException($"override of {Structure}: it gives a stopping power, but no material");
        if (Material == "water") return Physics.Materials.Material.Water;
        var named = CalibrationData.ReadNamedMaterials().FirstOrDefault(candidate => candidate.Name == Material)
            ?? throw new InputException($"override of {Structure}: unknown material {Material}; known: {string.Join(", ", MaterialNames)}");
        return Physics.Materials.Material.OfPercent(named.Name, named.DensityGPerCm3, named.MassPercent.Select(pair => (pair.Key, pair.Value)), named.MeanExcitationEnergyEV);
    }
}
